import { afterEach, describe, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  inHours,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { withdraw } from "../nominations/commands";
import { loadDesk } from "../page/desk";
import { loadBallotPage } from "../page/queries";
import { listBallots, loadOverview } from "../queries";
import { listReadings } from "../readings/queries";
import { checkRecord } from "../result/record/rules";
import { takeTurn } from "../rhythm/commands";
import { answerKindOf } from "../rules";
import type { Answer, BallotChoices } from "../schema";
import { RULES } from "../tally/election";
import { seatsPromiseOf } from "../tally/seats/rules";
import { castVote } from "../votes/commands";
import { closeBallot, decideTie } from "./closing";
import { openDraft, openPlanned } from "./opening";
import { loadLastChoices } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

/** A vote for these papers, the first of them most of all. */
function answerFor(rule: string, wanted: string[]): Answer {
  const kind = answerKindOf(rule);
  if (kind === "approvals") return { approvals: wanted };
  if (kind === "ranking") return { ranking: wanted.map((one) => [one]) };
  return { scores: Object.fromEntries(wanted.map((one, at) => [one, 5 - at])) };
}

/** Two members want A, then B; one wants C; all four papers are level at the end of nothing. */
async function camps(rule: BallotChoices["rule"], ballot: Partial<BallotChoices> = {}) {
  const world = await groupWithBallot(["A", "B", "C", "D"], {
    ballot: { rule, seats: 2, ...ballot },
  });
  const [a, b, c] = world.candidates as [string, string, string];
  const wanted = [[a, b], [a, b], [b, a], [c], [c]];
  for (const [at, papers] of wanted.entries())
    await castVote([...world.others, world.organizer][at] as MemberScope, {
      ballotId: world.id,
      answer: answerFor(rule, papers),
    });
  return world;
}

/** The record as somebody reads it from the file. */
const file = async (scope: MemberScope, id: string) =>
  JSON.parse(JSON.stringify(await downloadRecord(scope, id)));

const ONE_ROUND = RULES.filter((rule) => seatsPromiseOf(rule) !== "one");

describe.each(ONE_ROUND)("two papers by %s", (rule) => {
  it("stand in the queue, on the page, in the list and in a record that agrees", async () => {
    const { id, organizer, candidates } = await camps(rule);
    const [a = "", , c = ""] = candidates;
    await closeBallot(id, organizer);
    const page = await loadBallotPage(organizer, id);
    const chosen = page.chosen.map((one) => one.id);
    expect(chosen).toHaveLength(2);
    if (seatsPromiseOf(rule) === "proportional")
      expect(chosen.toSorted()).toEqual([a, c].toSorted());
    expect(page).toMatchObject({ outcome: "chosen", result: { chosen, seats: 2 } });
    for (const { inShort, next } of page.chosen) {
      expect(inShort).toMatch(/^[A-Z0-9].*\.$/);
      expect(next).toMatchObject({ mayPlan: true });
    }
    const readings = (await listReadings(organizer, 1)).readings.map(({ paper }) => paper.title);
    const titles = chosen.map((one) => page.candidates.find(({ id }) => id === one)?.paper.title);
    expect(readings.toSorted()).toEqual(titles.toSorted());
    const { ballots } = await listBallots(organizer, 1);
    expect(ballots[0]?.chosen.map(({ title }) => title)).toEqual(titles);
    const record = await file(organizer, id);
    expect(record).toMatchObject({ version: 2, chosen, election: { rule, seats: 2 } });
    expect(checkRecord(record)).toMatchObject({ agrees: true, differences: [] });
    expect(checkRecord({ ...record, chosen: [a] }).differences).toEqual(["chosen"]);
    const { seats: _, ...single } = record.election;
    expect(checkRecord({ ...record, election: single }).differences).toContain("result");
  });
});

it("leaves a tie between pairs to an organizer, who chooses one of them", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A", "B", "C"], {
    ballot: { seats: 2, tieBreak: "organizer" },
  });
  const [a, b, c] = candidates as [string, string, string];
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: [a, b, c] } });
  await closeBallot(id, organizer);
  expect(await loadBallotPage(organizer, id)).toMatchObject({
    outcome: "tied",
    chosen: [],
    result: {
      possibleChoices: [
        [a, b],
        [a, c],
        [b, c],
      ],
    },
  });
  const decide = (candidateId: string, ...rest: string[]) =>
    decideTie(organizer, { ballotId: id, candidateId, others: rest, note: "Shorter" });
  await expect(decide(c)).rejects.toMatchObject({ code: "INVALID" });
  await expect(decide(c, c)).rejects.toMatchObject({ code: "INVALID" });
  await decide(c, b);
  const page = await loadBallotPage(organizer, id);
  expect(page).toMatchObject({ outcome: "decided", chosen: [{ id: b }, { id: c }] });
  expect(page.result?.explanation).toContain("an organizer chose");
  expect(checkRecord(await file(organizer, id))).toMatchObject({ agrees: true });
});

it("chooses no more papers than leave a choice, and one under a rule over time", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const open = (choices: Partial<BallotChoices>) =>
    openBallot(organizer, { closesAt: inHours(1), nominationIds, ...choices });
  await expect(open({ seats: 2 })).rejects.toMatchObject({
    code: "INVALID",
    field: "seats",
    message: "To choose 2 papers, put at least 3 on the ballot.",
  });
  await expect(open({ rule: "perpetual-pav", seats: 2 })).rejects.toMatchObject({ field: "seats" });
  const columns = { groupId: organizer.group.id, closesAt: inHours(1) };
  for (const wrong of [{ seats: 4 }, { seats: 0 }, { seats: 2, rule: "perpetual-pav" }])
    await expect(db.ballot.create({ data: { ...columns, ...wrong } })).rejects.toThrow(
      "Ballot_seats",
    );
});

it("says how many papers it chooses wherever it is listed while it is open", async () => {
  const { organizer } = await groupWithBallot(["A", "B", "C"], { ballot: { seats: 2 } });
  const [overview, desk, list] = await Promise.all([
    loadOverview(organizer),
    loadDesk(organizer.viewer),
    listBallots(organizer, 1),
  ]);
  const listed = [...overview.open, ...desk.flatMap(({ open }) => open), ...list.ballots];
  expect(listed.map(({ seats }) => seats)).toEqual([2, 2, 2]);
});

it("opens no draft whose papers became too few, by hand or by the clock", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B", "C"]);
  const choices = { nominationIds, seats: 2, closesAt: inHours(3) };
  const draft = await openBallot(organizer, { ...choices, draft: true });
  const planned = await openBallot(organizer, { ...choices, opensAt: inHours(1) });
  await withdraw(organizer, nominationIds[0] as string);
  await expect(openDraft(organizer, draft.id)).rejects.toMatchObject({ code: "CONFLICT" });
  setClock(inHours(1));
  expect(await openPlanned(planned.id)).toBe(false);
  expect(await loadBallotPage(organizer, planned.id)).toMatchObject({
    stage: "draft",
    opensAt: null,
  });
});

it("keeps the number of papers for the next ballot, and a rhythm takes fewer from a small pool", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B", "C"]);
  const { id } = await openBallot(organizer, { closesAt: inHours(1), nominationIds, seats: 2 });
  expect(await loadLastChoices(organizer)).toMatchObject({ seats: 2 });
  await closeBallot(id, organizer);
  for (const [pool, seats] of [
    [3, 2],
    [2, 1],
  ] as const) {
    const { organizer: lead } = await groupWithPool(["A", "B", "C"].slice(0, pool));
    const at = new Date("2026-06-05T17:00:00Z");
    await db.rhythm.create({
      data: {
        groupId: lead.group.id,
        fromDay: "2026-06-01",
        opensOn: 5,
        opensTime: "17:00",
        closesOn: 1,
        closesTime: "09:00",
        candidates: 8,
        rule: "approval",
        seats: 2,
        tieBreak: "nomination",
        electorate: "open",
        candidateList: "frozen",
        sight: "atEnd",
        secret: true,
        quorumMissed: "extend",
        timeZone: lead.group.timeZone,
        nextAt: at,
      },
    });
    setClock(new Date(at.getTime() + HOUR));
    await takeTurn(lead.group.id);
    setClock(undefined);
    const opened = await db.ballot.findFirstOrThrow({ where: { groupId: lead.group.id } });
    expect(opened.seats).toBe(seats);
  }
});
