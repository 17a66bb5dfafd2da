import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { HOUR } from "../database/choosing";
import { as } from "../doors/callers";
import { group as madeGroup, paper as madePaper, person, pool } from "../world";
import { subscribed } from "./digests";
import { said } from "./threads";

/** So many of something, one after the other, so that they have an order. */
async function each<T>(count: number, make: (place: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let place = 0; place < count; place++) made.push(await make(place));
  return made;
}

/** Puts so many meetings behind a group, one a day, each with notes, a link and answers. */
async function pastMeetings(
  groupId: string,
  presenters: readonly Viewer[],
): Promise<{ id: string; paperId: string }[]> {
  return each(presenters.length, async (ago) => {
    const { id: paperId } = await madePaper();
    const presenterId = presenters[ago]?.id as string;
    const startsAt = new Date(Date.now() - (ago + 1) * 24 * HOUR);
    const by = { createdAt: startsAt };
    const { id } = await db.meeting.create({
      data: {
        startsAt,
        group: { connect: { id: groupId } },
        presenter: { connect: { id: presenterId } },
        reading: {
          create: {
            chosenAt: startsAt,
            group: { connect: { id: groupId } },
            paper: { connect: { id: paperId } },
          },
        },
        texts: {
          create: { kind: "notes", version: 1, body: "Notes.", html: "<p>Notes.</p>", ...by },
        },
        links: {
          create: {
            title: "Slides",
            url: "https://example.org/",
            addedBy: { connect: { id: presenterId } },
          },
        },
        rsvps: { create: presenters.map((one) => ({ personId: one.id, answer: "yes" as const })) },
      },
      select: { id: true },
    });
    return { id, paperId };
  });
}

/**
 * A private group with so many of everything that a page of it lists. Its owner has blocked, follows, is
 * told and subscribes so often, too.
 */
export async function fullGroup(size: number) {
  const owner = await person();
  const members = await each(size, () => person());
  const roles: [Viewer, Role][] = [
    [owner, "owner"],
    ...members.map((one): [Viewer, Role] => [one, "member"]),
  ];
  const { id: groupId, slug: group } = await madeGroup({
    visibility: "private",
    joinPolicy: "request",
    members: roles,
  });
  const past = await pastMeetings(groupId, members);
  const papers = await each(size, () => madePaper());
  const nominationIds = await pool(
    groupId,
    papers.map(({ id }) => id),
    owner.id,
  );
  await each(size, (at) => {
    const nominationId = nominationIds[at] as string;
    return as(members[at] as Viewer).nominations.offer({ group, nominationId, on: true });
  });
  const { ballots, groups, meetings, people } = as(owner);
  const closesAt = new Date(Date.now() + HOUR);
  const ballot = { ...USUAL_CHOICES, secret: false, sight: "always" as const, opensAt: null };
  const draft = (open = false) =>
    ballots.create({ group, ...ballot, closesAt, nominationIds, draft: !open });
  const { id: ballotId } = await draft(true);
  await each(size, () => draft());
  const answer = { approvals: [] };
  await each(size, (at) => as(members[at] as Viewer).ballots.vote({ group, ballotId, answer }));
  const { id: meetingId } = await meetings.plan({
    group,
    paperId: (await madePaper()).id,
    startsAt: new Date(Date.now() + 24 * HOUR),
    minutes: 60,
    place: "Room 1",
    link: "",
  });
  const [first] = papers;
  const comments = await each(size, (at) =>
    said(members[at] as Viewer, { paper: first?.slug as string, group }, "Words of somebody."),
  );
  for (const { commentId } of comments) {
    await as(owner).threads.react({ commentId, kind: "thanks", on: true });
    await as(owner).moderation.report({ commentId, reason: "No." });
  }
  for (const { slug } of papers) await said(owner, { paper: slug, group }, "Words.");
  await each(size, () => madeGroup({ members: [[owner, "owner"]] }));
  const outside = await each(size, () => person());
  for (const { handle, id } of outside) {
    await people.block({ handle });
    await groups.inviteByLink({ group });
    await db.joinRequest.create({ data: { groupId, personId: id } });
    await db.suspension.create({ data: { groupId, personId: id, reason: "No." } });
    await db.moderationAct.create({
      data: { kind: "suspend", groupId, actorId: owner.id, personId: id, reason: "No." },
    });
    await subscribed(owner, { sources: [{ kind: "group", group }] });
  }
  return {
    owner,
    members,
    groupId,
    group,
    past,
    meetingId,
    papers,
    nominationIds,
    ballotId,
    comments,
  };
}
