import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "@/server/ballots/jobs";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { ACTIONS } from "@/server/testing/doors/actions";
import { as, outcomes } from "@/server/testing/doors/callers";
import { DOORS } from "@/server/testing/doors/doors";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();
afterEach(() => setClock(undefined));

const archive = (slug: string) =>
  db.group.update({ where: { slug }, data: { archivedAt: new Date() } });

describe("an archived group refuses every change", () => {
  /** Its members can still leave it or choose how they hear of it, and its owner decide about the whole group. */
  const STILL = [
    "groups.leave",
    "groups.handOver",
    "groups.archive",
    "groups.reopen",
    "groups.askToEnd",
    "groups.keep",
    "notifications.chooseInGroup",
  ];
  const INSIDE = ["member", "organizer", "owner", "visitor"];
  const inside = Object.keys(ACTIONS).filter(
    (path) => INSIDE.includes(DOORS[path] ?? "") && !STILL.includes(path),
  );
  let world: LeavingWorld;
  beforeAll(async () => {
    world = await leavingWorld();
    await db.group.updateMany({ data: { archivedAt: new Date() } });
  });

  it.each(inside)("%s", async (path) => {
    expect(await outcomes([ACTIONS[path]?.(world) as Promise<unknown>])).toEqual([
      "PRECONDITION_FAILED",
    ]);
  });

  it("also to people with an invitation, and to those who write in its threads", async () => {
    const { ada, invitation, inside: thread } = world;
    const commentId = thread.adas;
    const said = await outcomes([
      as(ada).groups.acceptInvitation({ token: invitation }),
      as(ada).threads.edit({ commentId, body: "Others." }),
      as(ada).threads.react({ commentId: thread.belas, kind: "thanks", on: true }),
      as(ada).threads.markAnswered({ commentId, answered: true }),
      as(ada).threads.pin({ commentId: thread.belas, pinned: true }),
    ]);
    expect(said).toEqual(Array(5).fill("PRECONDITION_FAILED"));
    await as(ada).threads.remove({ commentId });
  });
});

it("can be read as before, without a button that would be refused", async () => {
  const { organizer, ada, slug, paper: read } = await talkingGroup("public");
  await postComment(ada, { group: slug, paper: read }, "Words.");
  await archive(slug);
  const head = await as(organizer).groups.head({ group: slug });
  expect(head.archivedAt).not.toBeNull();
  expect(head.may).toMatchObject({ join: false, nominate: false, organize: false });
  const thread = await as(ada).threads.ofGroup({ group: slug, paper: read });
  expect(thread.comments).toHaveLength(1);
  expect(thread.may.add).toBe(false);
  expect(thread.archived).toBe(true);
  expect((await as(organizer).meetings.list({ group: slug })).may.plan).toBe(false);
  const { groups } = await as(null).groups.list({ page: 1 });
  expect(groups.map((one) => one.slug)).not.toContain(slug);
  expect(await as(ada).groups.mine()).toMatchObject([{ slug, archived: true }]);
  const { id: paperId } = await paper();
  expect(await as(ada).nominations.groupsFor({ paperId })).toEqual([]);
});

it("is archived by its owner only, and opened again", async () => {
  const [owner, organizer, joining] = await Promise.all([person(), person(), person()]);
  const { slug } = await group({
    members: [
      [owner, "owner"],
      [organizer, "organizer"],
    ],
  });
  expect(await outcomes([as(organizer).groups.archive({ group: slug })])).toEqual(["FORBIDDEN"]);
  await as(owner).groups.archive({ group: slug });
  await as(owner).groups.archive({ group: slug });
  expect(await outcomes([as(joining).groups.join({ group: slug })])).toEqual([
    "PRECONDITION_FAILED",
  ]);
  await as(owner).groups.reopen({ group: slug });
  await as(joining).groups.join({ group: slug });
});

it("is not archived while a ballot is open, even one that opens at the same moment", async () => {
  const { organizer, slug } = await groupWithBallot(["One"]);
  const { viewer } = organizer;
  await db.membership.updateMany({
    where: { groupId: organizer.group.id, personId: viewer.id },
    data: { role: "owner" },
  });
  await expect(as(viewer).groups.archive({ group: slug })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
    message: "A ballot is open. Close or cancel it first.",
  });
  const open = { closedAt: null, cancelledAt: null };
  const { id: ballotId } = await db.ballot.findFirstOrThrow({
    where: { group: { slug }, ...open },
  });
  await as(viewer).ballots.cancel({ group: slug, ballotId, note: "" });
  const draft = await db.ballot.update({
    where: { id: ballotId },
    data: { openedAt: null, cancelledAt: null },
  });
  const said = await outcomes([
    as(viewer).groups.archive({ group: slug }),
    as(viewer).ballots.open({ group: slug, ballotId: draft.id }),
  ]);
  expect(said.filter((one) => one === "done")).toHaveLength(1);
  const { archivedAt } = await db.group.findUniqueOrThrow({ where: { slug } });
  const running = await db.ballot.count({
    where: { group: { slug }, openedAt: { not: null }, ...open },
  });
  expect([archivedAt === null, running]).toEqual(archivedAt === null ? [true, 1] : [false, 0]);
});

it("lists what stands in the way, until all of it is over", async () => {
  const { organizer, slug, papers, nominationIds } = await groupWithPool(["A", "B", "C"]);
  const owner = as(organizer.viewer);
  const running = async () =>
    (await owner.groups.running({ group: slug })).map(({ kind, id, title }) => [kind, id, title]);
  const day = (days: number) => new Date(Date.now() + days * 24 * HOUR);
  const how = { minutes: 60, place: "Here", link: "" };
  const [, second, third] = papers.map(({ id }) => id);
  expect(await running()).toEqual([]);
  const { id: ballotId } = await openBallot(organizer, {
    closesAt: day(1),
    nominationIds: nominationIds.slice(0, 1),
  });
  const { id: meetingId } = await owner.meetings.plan({
    ...{ group: slug, paperId: second as string, startsAt: day(7) },
    ...how,
  });
  const { id: pollId } = await owner.datePolls.open({
    ...{ group: slug, readingId: null, paperId: third as string, days: 0 },
    ...{ dates: [day(8), day(9)], ...how },
  });
  expect(await running()).toEqual([
    ["ballot", ballotId, ""],
    ["meeting", meetingId, `B ${slug}`],
    ["poll", pollId, `C ${slug}`],
  ]);
  await owner.ballots.cancel({ group: slug, ballotId, note: "" });
  await owner.meetings.cancel({ group: slug, meetingId });
  expect(await running()).toEqual([["poll", pollId, `C ${slug}`]]);
  expect(await outcomes([owner.groups.archive({ group: slug })])).toEqual(["PRECONDITION_FAILED"]);
  await owner.datePolls.cancel({ group: slug, pollId });
  expect(await running()).toEqual([]);
  await owner.groups.archive({ group: slug });
});

it("opens no ballot by itself, and none of the missed ones that are over when it is opened again", async () => {
  const { organizer, slug, nominationIds } = await groupWithPool(["One"]);
  const groupId = organizer.group.id;
  const hour = 3_600_000;
  const at = (hours: number) => new Date(Date.now() + hours * hour);
  const [nominationId = ""] = nominationIds;
  const { paperId } = await db.nomination.findUniqueOrThrow({ where: { id: nominationId } });
  const candidates = { create: { nominationId, paperId, position: 0 } };
  const { id } = await db.ballot.create({
    data: { groupId, opensAt: at(1), closesAt: at(48), candidates },
  });
  await archive(slug);
  setClock(at(2));
  await sweep();
  expect(await db.ballot.findUniqueOrThrow({ where: { id } })).toMatchObject({ openedAt: null });
  await db.group.update({ where: { slug }, data: { archivedAt: null } });
  await sweep();
  expect((await db.ballot.findUniqueOrThrow({ where: { id } })).openedAt).not.toBeNull();
});
