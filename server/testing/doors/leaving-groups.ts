import { randomUUID } from "node:crypto";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { HOUR } from "../fixtures/ballots";
import { fillPool, group as madeGroup, paper as madePaper, person } from "../world";

const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);
const ID = { select: { id: true } } as const;

/** Ballots of a group on these nominations: an open one, and one that ended in a tie. */
async function ballotsOf(groupId: string, papers: string[], nominations: string[]) {
  const candidate = (place: 0 | 1) => {
    const [nominationId, paperId] = [nominations[place] as string, papers[place] as string];
    return { create: { nominationId, paperId, position: 0 } };
  };
  const open = { groupId, closesAt: inDays(1), openedAt: new Date() };
  const { id: ballotId } = await db.ballot.create({
    data: { ...open, candidateList: "open", candidates: candidate(0) },
    ...ID,
  });
  const over = { closedAt: new Date(), outcome: "tied", election: {}, result: {} } as const;
  const { id: tiedId, candidates } = await db.ballot.create({
    data: { ...open, ...over, candidates: candidate(1) },
    select: { id: true, candidates: ID },
  });
  const tiedCandidate = candidates[0]?.id as string;
  const result = { tied: [tiedCandidate] };
  await db.ballot.update({ where: { id: tiedId }, data: { result } });
  return { ballotId, tiedId, tiedCandidate };
}

/** Readings of a group: one that waits for its meeting, one that Ada presents, one without a presenter, one with a poll, and one whose meeting is over. */
async function meetingsOf(groupId: string, ada: string, papers: readonly string[]) {
  const [unplanned, taken, untaken, open] = await Promise.all(
    papers.map((paperId, place) => {
      // The one with a poll was chosen before the others.
      const chosenAt = place === 3 ? inDays(-30) : new Date();
      return db.reading.create({ data: { groupId, paperId, chosenAt }, ...ID });
    }),
  );
  const meeting = async (id: string | undefined, presenterId: string | null, days: number) => {
    const [readingId, startsAt] = [id as string, inDays(days)];
    const readAt = new Date(startsAt.getTime() + 90 * 60_000);
    await db.reading.update({ where: { id: readingId }, data: { readAt } });
    return db.meeting.create({ data: { groupId, readingId, presenterId, startsAt }, ...ID });
  };
  const { id: mine } = await meeting(taken?.id, ada, 2);
  const { id: nobodys } = await meeting(untaken?.id, null, 3);
  const earlier = await madePaper();
  const read = { groupId, paperId: earlier.id, chosenAt: inDays(-30) };
  const { id: overId } = await db.reading.create({ data: read, ...ID });
  const { id: over } = await meeting(overId, null, -1);
  const slot = { fromDay: new Date("2026-01-01"), everyWeeks: 1, weekday: 4, time: "17:00" };
  const day = { fromDay: new Date("2090-01-01"), lastDay: new Date("2090-01-02") };
  const link = { title: "Slides", url: "https://example.org/", addedById: ada };
  const [{ id: linkId }, { id: awayId }] = await Promise.all([
    db.meetingLink.create({ data: { meetingId: mine, ...link } }),
    db.away.create({ data: { groupId, personId: ada, ...day } }),
    db.meetingSlot.create({ data: { groupId, ...slot, minutes: 60, rotates: true } }),
    db.rsvp.create({ data: { meetingId: mine, personId: ada, answer: "yes" } }),
    db.reader.create({ data: { readingId: taken?.id as string, personId: ada } }),
  ]);
  const poll = await db.datePoll.create({
    data: {
      ...{ groupId, readingId: open?.id as string, closesAt: inDays(1), openedById: ada },
      dates: {
        create: [3, 4].map((days) => ({
          startsAt: inDays(days),
          answers: { create: { personId: ada, answer: "yes" } },
        })),
      },
    },
    select: { id: true, dates: ID },
  });
  return {
    ...{ unplanned: unplanned?.id as string, mine, nobodys, over, linkId, awayId },
    poll: { id: poll.id, dates: poll.dates.map(({ id }) => id) },
  };
}

/** A list of a group's papers, with one that Ada added. */
async function listOf(groupId: string, paperId: string, addedById: string): Promise<string> {
  const papers = { create: { paperId, addedById } };
  const data = { groupId, name: "A list", description: "Words.", papers };
  return (await db.paperList.create({ data, ...ID })).id;
}

/** A group that Lena owns and Ada organizes, with one of everything that a group can have. */
export async function groupOf(ada: Viewer, lena: Viewer, bela: Viewer) {
  const suspended = await person();
  const { id: groupId, slug: group } = await madeGroup({
    members: [
      [lena, "owner"],
      [ada, "organizer"],
      [bela, "member"],
      [suspended, "member"],
    ],
  });
  const papers = await Promise.all(Array.from({ length: 6 }, () => madePaper()));
  const [first = "", ...others] = papers.map(({ id }) => id);
  const nominated = await fillPool(groupId, [first, ...others.slice(0, 1)], ada.id);
  const [ballots, meetings] = [
    await ballotsOf(groupId, [first, ...others], nominated),
    await meetingsOf(groupId, ada.id, others.slice(1)),
  ];
  const { ballotId } = ballots;
  await Promise.all([
    db.suspension.create({ data: { groupId, personId: suspended.id } }),
    db.objection.create({
      data: {
        ...{ nominationId: nominated[1] as string, personId: bela.id, reason: "Too long." },
        reports: { create: { reporterId: lena.id, reason: "Rude." } },
      },
    }),
    db.vote.create({ data: { ballotId, personId: ada.id, answer: { approvals: [] } } }),
    db.rhythm.create({
      data: {
        ...USUAL_CHOICES,
        groupId,
        fromDay: "2026-01-01",
        opensOn: 1,
        opensTime: "08:00",
        closesOn: 5,
        closesTime: "18:00",
        candidates: 5,
        timeZone: "UTC",
      },
    }),
  ]);
  const [paper, free] = [papers[0]?.slug as string, nominated[1] as string];
  const watch = await watchOf(groupId);
  const listId = await listOf(groupId, first, ada.id);
  return {
    ...{ groupId, group, ...ballots, ...meetings, free, paper, suspended: suspended.handle },
    ...{ watchId: watch.id, watchedId: watch.paper, listId },
  };
}

/** A group with Ada as the only member, with a draft of a ballot. */
export async function groupAlone(ada: Viewer) {
  const name = `Alone ${randomUUID().slice(0, 8)}`;
  const { id: groupId, slug } = await madeGroup({ name, members: [[ada, "owner"]] });
  const { id: paperId } = await madePaper();
  const [nominationId = ""] = await fillPool(groupId, [paperId], ada.id);
  const candidates = { create: { nominationId, paperId, position: 0 } };
  const { id: draftId } = await db.ballot.create({
    data: { groupId, closesAt: inDays(1), candidates },
    ...ID,
  });
  return { slug, name, draftId, nominationId };
}

/** A watch of a group, or of the site, which has brought a paper. */
export async function watchOf(groupId: string | null) {
  const { id: paperId } = await madePaper();
  const watch = await db.watch.create({
    data: {
      ...{ groupId, kind: groupId ? "feed" : "openalex", name: "Trees", perDay: 5 },
      ...{ query: `https://example.org/${randomUUID()}`, nextAt: inDays(1) },
      papers: { create: { key: hashSecret(paperId), paperId, brought: true } },
    },
    select: { id: true, papers: ID },
  });
  return { id: watch.id, paper: watch.papers[0]?.id as string };
}
