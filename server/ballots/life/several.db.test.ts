import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { groupWithPool, inHours, openBallot } from "@/server/testing/fixtures/ballots";
import { sweep } from "../jobs";
import { listPool } from "../nominations/queries";
import { findBallotForNewcomer, loadDesk } from "../page/desk";
import { loadBallotPage } from "../page/queries";
import { listBallots, loadOverview } from "../queries";
import { setRhythm } from "../rhythm/commands";
import { OPEN_MAX, USUAL_CHOICES } from "../schema";
import { castVote } from "../votes/commands";
import { addCandidate } from "./changes/commands";
import { closeBallot } from "./closing";

ownDatabase();
afterEach(() => setClock(undefined));

type World = Awaited<ReturnType<typeof groupWithPool>>;

/** Opens a ballot on some of the group's nominations, by their places. */
const open = ({ organizer, nominationIds }: World, places: number[], more: object = {}) =>
  openBallot(organizer, {
    closesAt: inHours(2),
    nominationIds: places.map((place) => nominationIds[place] as string),
    ...more,
  });

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

it("shows every open ballot on the group's pages and on the desk", async () => {
  const world = await groupWithPool(["A", "B", "C", "D"]);
  const [ada] = world.others as [MemberScope];
  const later = await open(world, [0], { closesAt: inHours(5) });
  const sooner = await open(world, [1, 2]);
  const overview = await loadOverview(ada);
  expect(overview).toMatchObject({
    waiting: 1,
    open: [
      { id: sooner.id, candidates: 2 },
      { id: later.id, candidates: 1 },
    ],
  });
  expect(ids((await listBallots(ada, 1)).ballots).toSorted()).toEqual(
    [later.id, sooner.id].toSorted(),
  );
  const { nominations } = await listPool(ada, 1);
  expect(nominations.map(({ standing }) => standing)).toEqual([true, true, true, false]);
  await castVote(ada, { ballotId: sooner.id, answer: { approvals: [] } });
  const desk = await loadDesk(ada.viewer);
  expect(desk).toHaveLength(1);
  // The ballot that waits for this member's vote comes first.
  expect(ids(desk[0]?.open ?? [])).toEqual([later.id, sooner.id]);
  expect(await findBallotForNewcomer(ada.group.id)).toBeNull();
});

it("takes as many queries for several open ballots as for one", async () => {
  const world = await groupWithPool(["A", "B", "C"]);
  const { organizer } = world;
  const count = async () => [
    await queriesOf(() => loadOverview(organizer)),
    await queriesOf(() => loadDesk(organizer.viewer)),
    await queriesOf(() => listBallots(organizer, 1)),
  ];
  await open(world, [0]);
  const one = await count();
  await open(world, [1]);
  await open(world, [2]);
  expect(await count()).toEqual(one);
});

it("chooses a paper by each ballot", async () => {
  const world = await groupWithPool(["A", "B"]);
  const { organizer } = world;
  const opened = [await open(world, [0]), await open(world, [1])];
  for (const { id } of opened) {
    const [candidate] = (await loadBallotPage(organizer, id)).candidates;
    const answer = { approvals: [candidate?.id as string] };
    await castVote(organizer, { ballotId: id, answer });
    await closeBallot(id, organizer);
  }
  expect(await db.reading.count({ where: { groupId: organizer.group.id } })).toBe(2);
  expect((await loadOverview(organizer)).waiting).toBe(0);
});

it("opens only one of two ballots on the same paper, even at the same moment", async () => {
  const world = await groupWithPool(["A", "B", "C", "D"]);
  const results = await Promise.allSettled([
    open(world, [0, 1]),
    open(world, [1, 2]),
    open(world, [2, 0]),
    open(world, [3]),
  ]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});

it("adds a paper to only one of two open ballots, even at the same moment", async () => {
  const world = await groupWithPool(["A", "B", "C"]);
  const { organizer, nominationIds } = world;
  const opened = [
    await open(world, [0], { candidateList: "open" }),
    await open(world, [1], { candidateList: "open" }),
  ];
  const nominationId = nominationIds[2] as string;
  const results = await Promise.allSettled(
    opened.map(({ id }) => addCandidate(organizer, { ballotId: id, nominationId })),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

it("refuses more open ballots than members follow, and a planned one waits", async () => {
  const titles = Array.from({ length: OPEN_MAX + 1 }, (_, place) => `P${place}`);
  const world = await groupWithPool(titles, { members: 0 });
  const planned = await open(world, [OPEN_MAX], { opensAt: inHours(1), closesAt: inHours(9) });
  for (let place = 0; place < OPEN_MAX; place++) await open(world, [place]);
  await expect(open(world, [OPEN_MAX])).rejects.toMatchObject({ code: "CONFLICT" });
  setClock(inHours(1.5));
  await sweep();
  expect((await loadBallotPage(world.organizer, planned.id)).stage).toBe("draft");
  setClock(inHours(3));
  await sweep();
  expect((await loadBallotPage(world.organizer, planned.id)).stage).toBe("open");
});

it("takes a rhythm's turn beside another ballot, on the papers that are free", async () => {
  setClock(new Date("2026-06-01T00:00:00Z"));
  const world = await groupWithPool(["A", "B"], { members: 0 });
  const { organizer, nominationIds } = world;
  await open(world, [0], { closesAt: new Date("2026-06-20T00:00:00Z") });
  const times = { opensOn: 5, opensTime: "17:00", closesOn: 4, closesTime: "12:00" };
  const how = { fromDay: "2026-06-01", everyWeeks: 1, candidates: 5 };
  await setRhythm(organizer, { ...USUAL_CHOICES, ...how, ...times });
  setClock(new Date("2026-06-05T17:00:00Z"));
  await sweep();
  const turn = await db.ballot.findFirst({
    where: { groupId: organizer.group.id, turnAt: { not: null } },
    select: { candidates: { select: { nominationId: true } } },
  });
  expect(turn?.candidates).toEqual([{ nominationId: nominationIds[1] }]);
});
