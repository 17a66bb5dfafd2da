import { afterEach, describe, expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot, HOUR, openBallot, papersOf } from "@/server/testing/fixtures/ballots";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { closeBallot, decideTie } from "../../life/closing";
import { nominate } from "../../nominations/commands";
import { loadBallotPage } from "../../page/queries";
import { answerKindOf } from "../../rules";
import type { Answer, BallotChoices } from "../../schema";
import { RULES } from "../../tally/election";
import { castVote } from "../../votes/commands";
import { checkRecord } from "./rules";

ownDatabase();
afterEach(() => setClock(undefined));

type Rule = BallotChoices["rule"];

/** Votes of three members on three candidates, in the form that the rule takes. */
function answers(rule: Rule, [a, b, c]: [string, string, string]): Answer[] {
  const kind = answerKindOf(rule);
  if (kind === "approvals")
    return [{ approvals: [a, b] }, { approvals: [b] }, { approvals: [] }, { approvals: [c, b] }];
  if (kind === "ranking")
    return [
      { ranking: [[b], [a, c]] },
      { ranking: [[b], [c]] },
      { ranking: [] },
      { ranking: [[c], [b]] },
    ];
  return [
    { scores: { [a]: 2, [b]: 5 } },
    { scores: { [b]: 4, [c]: 3 } },
    { scores: {} },
    { scores: { [c]: 1 } },
  ];
}

async function voted(rule: Rule, ballot: Partial<BallotChoices> = {}) {
  const world = await groupWithBallot(["A", "B", "C"], { ballot: { rule, ...ballot } });
  const all = answers(rule, world.candidates as [string, string, string]);
  for (const [at, answer] of all.entries())
    await castVote(world.others[at] as MemberScope, { ballotId: world.id, answer });
  return world;
}

/** The record as somebody reads it from the file. */
const file = async (scope: MemberScope, id: string) =>
  JSON.parse(JSON.stringify(await downloadRecord(scope, id)));

describe.each(RULES)("a ballot by %s", (rule) => {
  it("is voted on, closed, and agrees with its record", async () => {
    const { id, organizer, others, candidates } = await voted(rule);
    await closeBallot(id, organizer);
    const page = await loadBallotPage(organizer, id);
    expect(page.result).toMatchObject({ winner: candidates[1], voters: 3, abstentions: 1 });
    expect(page.outcome).toBe("chosen");
    const downloaded = await file(organizer, id);
    expect(checkRecord(downloaded)).toMatchObject({ agrees: true, differences: [] });
    const voterPage = await loadBallotPage(others[0] as MemberScope, id);
    const found = downloaded.election.votes.find(
      ({ receipt }: { receipt: string }) => receipt === voterPage.myVote?.receipt,
    );
    expect(found).toMatchObject(voterPage.myVote?.answer as Answer);
  });

  it("takes no vote of another kind, and none for a paper that is not on the ballot", async () => {
    const { id, others, candidates } = await groupWithBallot(["A"], { ballot: { rule } });
    const [a] = candidates as [string];
    const nothing = crypto.randomUUID();
    const kind = answerKindOf(rule);
    const wrong: Answer[] = [
      ...(kind === "approvals" ? [] : [{ approvals: [a] }]),
      ...(kind === "ranking" ? [{ ranking: [[a], [a]] }] : [{ ranking: [[a]] }]),
      ...(kind === "scores" ? [] : [{ scores: { [a]: 5 } }]),
      { approvals: [nothing] },
      { ranking: [[nothing]] },
      { scores: { [nothing]: 1 } },
    ];
    for (const answer of wrong)
      await expect(
        castVote(others[0] as MemberScope, { ballotId: id, answer }),
      ).rejects.toMatchObject({ code: "INVALID" });
  });
});

it("finds changes in a record", async () => {
  const { id, organizer } = await voted("schulze", { quorum: 2 });
  await closeBallot(id, organizer);
  const downloaded = await file(organizer, id);
  const changed = (change: (copy: typeof downloaded) => void) => {
    const copy = structuredClone(downloaded);
    change(copy);
    return checkRecord(copy).differences;
  };
  expect(changed((copy) => copy.election.votes.pop())).toEqual(["result"]);
  expect(changed((copy) => copy.election.candidates.reverse())).toContain("election.candidates");
  expect(
    changed((copy) => {
      copy.chosen = copy.candidates[0].id;
    }),
  ).toEqual(["chosen"]);
  expect(
    changed((copy) => {
      copy.quorum = 5;
    }),
  ).toEqual(["outcome"]);
  expect(
    changed((copy) => {
      copy.result.pairwise = {};
    }),
  ).toEqual(["result"]);
  // The version of ballots for several papers has a list.
  expect(checkRecord({ ...downloaded, version: 2 }).differences).toEqual(["chosen"]);
  for (const broken of [
    { ...downloaded, version: 3 },
    { ...downloaded, election: { ...downloaded.election, votes: [{ ranking: [] }] } },
    { ...downloaded, election: { ...downloaded.election, rule: "dictator" } },
    { ...downloaded, result: undefined },
  ])
    expect(() => checkRecord(broken)).toThrow();
});

/** Three votes that form a circle: under ranked pairs, the first candidate in tie order wins. */
async function circle(tieBreak: BallotChoices["tieBreak"]) {
  const world = await groupWithBallot(["A", "B", "C"], {
    ballot: { rule: "ranked-pairs", tieBreak },
  });
  const [a, b, c] = world.candidates as [string, string, string];
  const orders = [
    [a, b, c],
    [b, c, a],
    [c, a, b],
  ];
  for (const [at, order] of orders.entries())
    await castVote(world.others[at] as MemberScope, {
      ballotId: world.id,
      answer: { ranking: order.map((id) => [id]) },
    });
  await closeBallot(world.id, world.organizer);
  return world;
}

it("asks the organizer if only the tie order inside the rule could decide", async () => {
  const { id, organizer, candidates } = await circle("organizer");
  const tied = await loadBallotPage(organizer, id);
  expect(tied).toMatchObject({ outcome: "tied", may: { decide: true } });
  expect(tied.result?.explanation).toContain("could each have won");
  expect(checkRecord(await file(organizer, id))).toMatchObject({ agrees: true });
  const decision = { ballotId: id, note: "The shortest." };
  await expect(
    decideTie(organizer, { ...decision, candidateId: crypto.randomUUID() }),
  ).rejects.toMatchObject({ code: "INVALID" });
  await decideTie(organizer, { ...decision, candidateId: candidates[2] as string });
  const downloaded = await file(organizer, id);
  expect(downloaded).toMatchObject({ outcome: "decided", chosen: candidates[2] });
  expect(checkRecord(downloaded)).toMatchObject({ agrees: true, differences: [] });
});

it("checks an old record without possible winners by the rule of its time", async () => {
  const { id, organizer, candidates } = await circle("nomination");
  const downloaded = await file(organizer, id);
  expect(downloaded.result).toMatchObject({ decidedByOrder: true, possibleWinners: candidates });
  const { decidedByOrder, possibleWinners, ...before } = downloaded.result;
  expect(checkRecord({ ...downloaded, result: before })).toMatchObject({
    agrees: true,
    result: { possibleWinners: candidates },
  });
  const organizers = { ...downloaded, result: before, tieBreak: "organizer" };
  expect(checkRecord(organizers).differences).toEqual([]);
  expect(checkRecord({ ...organizers, result: downloaded.result }).differences).toContain(
    "outcome",
  );
  const fewer = { ...downloaded.result, possibleWinners: candidates.slice(1) };
  expect(checkRecord({ ...downloaded, result: fewer }).differences).toEqual(["result"]);
});

it("agrees with its record if the draw, an organizer or the quorum decided", async () => {
  const tied = async (ballot: Partial<BallotChoices>) => {
    const world = await groupWithBallot(["A", "B", "C", "D"], { ballot });
    const answer = { approvals: world.candidates };
    await castVote(world.others[0] as MemberScope, { ballotId: world.id, answer });
    await closeBallot(world.id, world.organizer);
    return world;
  };
  for (const ballot of [
    { tieBreak: "draw" },
    { tieBreak: "organizer" },
    { quorum: 3 },
    { rule: "perpetual-quota", tieBreak: "draw", secret: false },
  ] as Partial<BallotChoices>[]) {
    const { id, organizer, candidates } = await tied(ballot);
    expect(checkRecord(await file(organizer, id))).toMatchObject({ agrees: true });
    if (ballot.tieBreak !== "organizer") continue;
    const candidateId = candidates[2] as string;
    await decideTie(organizer, { ballotId: id, candidateId, note: "Shorter" });
    const downloaded = await file(organizer, id);
    expect(downloaded).toMatchObject({ chosen: candidateId, decision: { note: "Shorter" } });
    expect(checkRecord(downloaded)).toMatchObject({ agrees: true });
  }
});

describe("weights over time", () => {
  it("are carried on, start anew for members who come back, and are shown to their owner", async () => {
    const world = await groupWithBallot(["A", "B"], { ballot: { rule: "perpetual-consensus" } });
    const { slug, organizer, others, candidates } = world;
    const [ada, bela, chen] = others as [MemberScope, MemberScope, MemberScope];
    const [a, b] = candidates as [string, string];
    const carried = async (scope: MemberScope, id: string) =>
      (await loadBallotPage(scope, id)).myWeight;
    expect(await carried(ada, world.id)).toBe("1");
    await castVote(ada, { ballotId: world.id, answer: { approvals: [a] } });
    await castVote(bela, { ballotId: world.id, answer: { approvals: [a] } });
    await castVote(chen, { ballotId: world.id, answer: { approvals: [b] } });
    await closeBallot(world.id, organizer);
    // The two winners share the cost of three, and all three gain one.
    expect(await carried(ada, world.id)).toBe("1/2");
    expect(await carried(chen, world.id)).toBe("2");
    expect(await carried(organizer, world.id)).toBe("1");
    const [paper] = await papersOf([`C ${slug}`]);
    const wish = { paperId: paper?.id as string, pitch: "", again: false };
    const third = await nominate(organizer, wish);
    const second = await openBallot(organizer, {
      closesAt: new Date(Date.now() + HOUR),
      nominationIds: [world.nominationIds[1] as string, third.id],
      rule: "perpetual-consensus",
    });
    const standing = (await loadBallotPage(organizer, second.id)).candidates.map(({ id }) => id);
    const [again, other] = standing as [string, string];
    for (const scope of [ada, bela])
      await castVote(scope, { ballotId: second.id, answer: { approvals: [other] } });
    await castVote(chen, { ballotId: second.id, answer: { approvals: [again] } });
    await closeBallot(second.id, organizer);
    // 1/2 + 1/2 against 2: the member who lost last week outweighs the other two.
    const page = await loadBallotPage(organizer, second.id);
    expect(page.result).toMatchObject({ winner: again, scores: { [again]: 2, [other]: 1 } });
    expect(checkRecord(await file(organizer, second.id))).toMatchObject({ agrees: true });
    expect(await carried(chen, second.id)).toBe("0");
    await leaveGroup(ada);
    await as(ada.viewer).groups.join({ group: slug });
    expect(await carried({ ...ada, role: "member" }, second.id)).toBe("1");
  });

  it("do not change in a round without a quorum, decided by an organizer, or cancelled", async () => {
    const rule = "perpetual-consensus" as const;
    for (const ballot of [
      { rule, quorum: 3, quorumMissed: "none" },
      { rule, tieBreak: "organizer" },
    ] as Partial<BallotChoices>[]) {
      const { id, organizer, others, candidates } = await groupWithBallot(["A", "B"], { ballot });
      const [ada, bela] = others as [MemberScope, MemberScope];
      const [a, b] = candidates as [string, string];
      await castVote(ada, { ballotId: id, answer: { approvals: [a] } });
      await castVote(bela, { ballotId: id, answer: { approvals: [b] } });
      await closeBallot(id, organizer);
      if (ballot.tieBreak)
        await decideTie(organizer, { ballotId: id, candidateId: b, note: "Short" });
      expect((await loadBallotPage(bela, id)).myWeight).toBe("1");
    }
  });
});
