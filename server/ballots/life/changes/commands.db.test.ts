import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import {
  eventKinds,
  groupWithBallot,
  groupWithPool,
  inHours,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { sweep } from "../../jobs";
import { withdraw } from "../../nominations/commands";
import { loadDesk } from "../../page/desk";
import { loadBallotPage } from "../../page/queries";
import { listBallots, loadOverview } from "../../queries";
import { LONGEST_DAYS } from "../../rules";
import { castVote } from "../../votes/commands";
import { cancelBallot, closeBallot } from "../closing";
import { openDraft } from "../opening";
import { addCandidate, changeBallot, remindVoters } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

type World = Awaited<ReturnType<typeof groupWithBallot>>;
const at = (world: World, hours: number) => new Date(world.closesAt.getTime() + hours * 3_600_000);
const words = { title: "", note: "" };
const extend = ({ id, organizer }: World, closesAt: Date) =>
  changeBallot(organizer, { ballotId: id, ...words, closesAt });
const voteOf = (world: World, place: number) =>
  castVote(world.others[place] as MemberScope, { ballotId: world.id, answer: { approvals: [] } });
const cancel = (ballotId: string, scope: MemberScope) =>
  cancelBallot(scope, { ballotId, note: "" });
const asGuest = ({ group }: MemberScope) => groupScope(null, group.slug);
const succeeded = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

it("is extended to a later time, and closes only then", async () => {
  const world = await groupWithBallot(["A"]);
  const { id, organizer, others } = world;
  const later = at(world, 24);
  await extend(world, later);
  const jobs = await db.$queryRaw<{ runAt: Date }[]>`
    SELECT run_at AS "runAt" FROM graphile_worker._private_jobs WHERE key = ${`close:${id}`}`;
  expect(jobs).toEqual([{ runAt: later }]);
  expect((await eventKinds(organizer, id)).at(-1)).toBe("extended person");
  setClock(at(world, 1));
  await sweep();
  await voteOf(world, 0);
  const page = await loadBallotPage(others[0] as MemberScope, id);
  expect(page).toMatchObject({ stage: "open", closesAt: later, extendedAt: null });
  setClock(later);
  await sweep();
  expect((await loadBallotPage(organizer, id)).stage).toBe("closed");
});

it("is neither shortened nor kept open for longer than ballots may be", async () => {
  const world = await groupWithBallot(["A"]);
  for (const closesAt of [world.closesAt, at(world, -0.5), at(world, 24 * LONGEST_DAYS)])
    await expect(extend(world, closesAt)).rejects.toMatchObject({
      code: "INVALID",
      field: "closesAt",
    });
  const [ada] = world.others;
  const page = await loadBallotPage(ada as MemberScope, world.id);
  expect([page.closesAt, page.may.change]).toEqual([world.closesAt, false]);
});

it("gets a title and a note, which everybody sees", async () => {
  const { id, organizer, others } = await groupWithBallot(["A"]);
  const asked = { title: "Which one in May?", note: "Short ones.\nPlease." };
  await changeBallot(organizer, { ballotId: id, ...asked, closesAt: null });
  await changeBallot(organizer, { ballotId: id, ...asked, closesAt: null });
  const ada = others[0] as MemberScope;
  expect(await loadBallotPage(ada, id)).toMatchObject(asked);
  const title = { title: asked.title };
  expect((await loadOverview(ada)).open).toMatchObject([title]);
  expect((await listBallots(ada, 1)).ballots).toMatchObject([title]);
  expect(await loadDesk(ada.viewer)).toMatchObject([{ open: [title] }]);
  expect((await eventKinds(organizer, id)).filter((kind) => kind === "described person")).toEqual([
    "described person",
  ]);
});

it("closes at the later time when two organizers extend it at once", async () => {
  const world = await groupWithBallot(["A"]);
  const results = await Promise.allSettled(
    [3, 1, 2].map((hours) => extend(world, at(world, hours))),
  );
  expect(succeeded(results)).toBeGreaterThan(0);
  expect((await loadBallotPage(world.organizer, world.id)).closesAt).toEqual(at(world, 3));
  const events = await eventKinds(world.organizer, world.id);
  expect(events.filter((kind) => kind === "extended person")).toHaveLength(succeeded(results));
});

it("is either extended or closed, not both", async () => {
  const world = await groupWithBallot(["A"]);
  const [extended, closed] = await Promise.allSettled([
    extend(world, at(world, 5)),
    closeBallot(world.id, world.organizer),
  ]);
  expect(closed).toEqual({ status: "fulfilled", value: true });
  const page = await loadBallotPage(world.organizer, world.id);
  expect(page.stage).toBe("closed");
  const late = page.closesAt.getTime() === at(world, 5).getTime();
  expect(extended.status).toBe(late ? "fulfilled" : "rejected");
  await expect(extend(world, at(world, 9))).rejects.toMatchObject({ code: "CLOSED" });
});

it("takes a vote beside a new paper, and notifies voters of it once a day", async () => {
  const { organizer, others, nominationIds } = await groupWithPool(["A", "B", "C"]);
  const [first, ...added] = nominationIds as [string, string, string];
  const { id } = await openBallot(organizer, {
    closesAt: inHours(1),
    nominationIds: [first],
    candidateList: "open",
  });
  const [ada, bela, chen] = others as [MemberScope, MemberScope, MemberScope];
  const [standing] = (await loadBallotPage(ada, id)).candidates;
  const answer = { approvals: [standing?.id as string] };
  await castVote(bela, { ballotId: id, answer });
  await Promise.all([
    castVote(ada, { ballotId: id, answer }),
    addCandidate(chen, { ballotId: id, nominationId: added[0] as string }),
  ]);
  await addCandidate(chen, { ballotId: id, nominationId: added[1] as string });
  await runNotificationJobs();
  expect((await loadBallotPage(ada, id)).candidates).toHaveLength(3);
  expect((await loadBallotPage(ada, id)).myVote?.answer).toEqual(answer);
  const told = await db.notification.findMany({
    where: { ballotId: id, subject: { contains: "added" } },
    select: { personId: true },
  });
  expect(told.map(({ personId }) => personId).sort()).toEqual(
    [ada, bela].map(({ viewer }) => viewer.id).sort(),
  );
});

it("names each added paper in its history, also behind the gap of one that was withdrawn before", async () => {
  const { organizer, papers, nominationIds } = await groupWithPool(["A", "B", "C", "D", "E"]);
  const { id } = await openBallot(organizer, {
    closesAt: inHours(1),
    nominationIds: nominationIds.slice(0, 3),
    candidateList: "open",
    draft: true,
  });
  await withdraw(organizer, nominationIds[1] as string);
  await openDraft(organizer, id);
  for (const at of [4, 3])
    await addCandidate(organizer, { ballotId: id, nominationId: nominationIds[at] as string });
  const { events } = await loadBallotPage(organizer, id);
  expect(events.map(({ kind, paper }) => [kind, paper?.id])).toEqual([
    ["drafted", undefined],
    ["opened", undefined],
    ["candidateAdded", papers[4]?.id],
    ["candidateAdded", papers[3]?.id],
  ]);
});

it("tells who closed or cancelled it, and everybody else that they did not", async () => {
  for (const end of [closeBallot, cancel]) {
    const { id, organizer, others } = await groupWithBallot(["A"]);
    await end(id, organizer);
    expect(await loadBallotPage(organizer, id)).toMatchObject({ endedByViewer: true });
    for (const scope of [others[0] as MemberScope, await asGuest(organizer)])
      expect(await loadBallotPage(scope, id)).toMatchObject({ endedByViewer: false });
  }
  const { id, organizer } = await groupWithBallot(["A"]);
  setClock(inHours(2));
  await sweep();
  expect(await loadBallotPage(organizer, id)).toMatchObject({
    stage: "closed",
    endedByViewer: false,
  });
  expect(await loadBallotPage(await asGuest(organizer), id)).toMatchObject({
    endedByViewer: false,
  });
});

it("shows who is expected to vote, and names people without a vote to organizers of a ballot by name", async () => {
  for (const secret of [false, true]) {
    const world = await groupWithBallot(["A"], { ballot: { secret } });
    const { id, organizer, others } = world;
    await voteOf(world, 0);
    const [, bela] = others as [MemberScope, MemberScope];
    const counts = { votes: 1, electors: 5 };
    const page = await loadBallotPage(organizer, id);
    expect(page).toMatchObject({ ...counts, may: { remind: true } });
    const names = [organizer, ...others.slice(1)].map(({ viewer }) => viewer.handle).sort();
    expect(page.missing?.map(({ handle }) => handle).sort()).toEqual(secret ? undefined : names);
    expect(await loadBallotPage(bela, id)).toMatchObject({ ...counts, missing: null });
    expect((await loadOverview(bela)).open).toMatchObject([counts]);
    expect((await listBallots(bela, 1)).ballots).toMatchObject([counts]);
    expect(await loadDesk(bela.viewer)).toMatchObject([{ open: [counts] }]);
  }
});

it("expects only members at the opening to vote where the electorate is fixed", async () => {
  const { id, organizer, others } = await groupWithBallot(["A"], {
    ballot: { electorate: "fixed" },
  });
  await db.membership.updateMany({
    where: { groupId: organizer.group.id, personId: others[0]?.viewer.id as string },
    data: { joinedAt: inHours(0.5) },
  });
  expect((await loadBallotPage(organizer, id)).electors).toBe(4);
});

/** The members reminded of a ballot, by handle, and the emails that wait. */
async function reminded(ballotId: string) {
  await runNotificationJobs();
  const rows = await db.notification.findMany({
    where: { ballotId, kind: "closing" },
    select: { via: true, person: { select: { handle: true } } },
  });
  return rows.map(({ via, person }) => `${person.handle} ${via}`).sort();
}

it("reminds members without a vote once a day, by email, and nobody else", async () => {
  const world = await groupWithBallot(["A"], { members: 4 });
  const { id, organizer, others } = world;
  const [, bela, chen, dalia] = others as MemberScope[];
  await voteOf(world, 0);
  await db.notificationChoice.create({
    data: { personId: chen?.viewer.id as string, kind: "closing", via: "app" },
  });
  await db.following.create({
    data: { personId: dalia?.viewer.id as string, groupId: organizer.group.id, level: "mute" },
  });
  const calls = await Promise.allSettled(
    Array.from({ length: 4 }, () => remindVoters(organizer, id)),
  );
  expect(succeeded(calls)).toBe(1);
  expect(await reminded(id)).toEqual(
    [`${bela?.viewer.handle} mail`, `${chen?.viewer.handle} app`].sort(),
  );
  const events = await eventKinds(organizer, id);
  expect(events.filter((kind) => kind === "reminded person")).toHaveLength(1);
  expect((await loadBallotPage(organizer, id)).remindedToday).toBe(true);
  await expect(remindVoters(organizer, id)).rejects.toMatchObject({ code: "ALREADY_DONE" });
});

it("may remind members again on the next day of the group, and not of a ballot on which all have voted", async () => {
  const world = await groupWithBallot(["A"], { members: 1 });
  const { id, organizer } = world;
  await extend(world, at(world, 72));
  await remindVoters(organizer, id);
  setClock(at(world, 30));
  await remindVoters(organizer, id);
  expect(await eventKinds(organizer, id)).toHaveLength(5);
  await voteOf(world, 0);
  await castVote(organizer, { ballotId: id, answer: { approvals: [] } });
  setClock(at(world, 60));
  expect((await loadBallotPage(organizer, id)).may.remind).toBe(false);
  await expect(remindVoters(organizer, id)).rejects.toMatchObject({ code: "ALREADY_DONE" });
});
