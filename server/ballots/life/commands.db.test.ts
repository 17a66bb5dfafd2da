import { afterEach, expect, it } from "vitest";
import { joinGroup } from "@/server/groups/members/joining";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import {
  eventKinds,
  groupWithBallot,
  groupWithPool,
  inHours,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { person } from "@/server/testing/world";
import { sweep } from "../jobs";
import { nominate, offerToPresent, withdraw } from "../nominations/commands";
import { listPool } from "../nominations/queries";
import { loadBallotPage } from "../page/queries";
import { castVote } from "../votes/commands";
import { addCandidate, closeList } from "./changes/commands";
import { cancelBallot, closeBallot } from "./closing";

ownDatabase();
afterEach(() => setClock(undefined));

it("records each step with its person and time", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  setClock(closesAt);
  await closeBallot(id, null);
  expect(await eventKinds(organizer, id)).toEqual([
    "drafted person",
    "opened person",
    "closed clock",
    "announced clock",
  ]);
  expect((await loadBallotPage(organizer, id)).events.at(-1)?.at).toEqual(closesAt);
});

it("can be cancelled with a note while it is a draft or open, and then accepts nothing", async () => {
  const { id, organizer, others, candidates, nominationIds } = await groupWithBallot(["A"]);
  await cancelBallot(organizer, { ballotId: id, note: "The wrong papers" });
  const page = await loadBallotPage(others[0] as MemberScope, id);
  expect(page).toMatchObject({ stage: "cancelled", result: null });
  expect(page.events.at(-1)).toMatchObject({ kind: "cancelled", note: "The wrong papers" });
  const vote = { ballotId: id, answer: { approvals: candidates } };
  await expect(castVote(others[0] as MemberScope, vote)).rejects.toMatchObject({ code: "CLOSED" });
  expect(await closeBallot(id, organizer)).toBe(false);
  setClock(inHours(2));
  await sweep();
  expect((await loadBallotPage(organizer, id)).stage).toBe("cancelled");
  await expect(cancelBallot(organizer, { ballotId: id, note: "" })).rejects.toMatchObject({
    code: "CLOSED",
  });
  setClock(undefined);
  await openBallot(organizer, { closesAt: inHours(2), nominationIds });
});

it("takes each candidate once from members who may add them, until the list is closed", async () => {
  const world = await groupWithPool(["A", "B", "C"]);
  const { organizer, others } = world;
  const [a, b, c] = world.nominationIds as [string, string, string];
  const { id } = await openBallot(organizer, {
    closesAt: inHours(1),
    nominationIds: [b],
    candidateList: "open",
  });
  const ada = others[0] as MemberScope;
  const adding = await Promise.allSettled(
    Array.from({ length: 5 }, () => addCandidate(ada, { ballotId: id, nominationId: a })),
  );
  expect(adding.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await loadBallotPage(ada, id)).candidates.map(({ paper }) => paper.title[0])).toEqual([
    "B",
    "A",
  ]);
  await closeList(organizer, id);
  await expect(addCandidate(ada, { ballotId: id, nominationId: c })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await expect(withdraw(organizer, a)).rejects.toMatchObject({ code: "CLOSED" });
});

it("takes votes of members who joined later only if the group wants it", async () => {
  for (const electorate of ["open", "fixed"] as const) {
    const { slug, id, organizer, candidates } = await groupWithBallot(["A"], {
      ballot: { electorate },
    });
    setClock(inHours(0.5));
    const late = await person();
    await joinGroup(late, await groupScope(late, slug));
    const scope = (await groupScope(late, slug)) as MemberScope;
    const vote = () => castVote(scope, { ballotId: id, answer: { approvals: candidates } });
    expect((await loadBallotPage(scope, id)).may.vote).toBe(electorate === "open");
    if (electorate === "open") await vote();
    else await expect(vote()).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    expect((await loadBallotPage(organizer, id)).may.vote).toBe(true);
    setClock(undefined);
  }
});

it("stores the places, so that the pool can show how a runner-up did before", async () => {
  const { id, organizer, others, candidates, nominationIds } = await groupWithBallot([
    "A",
    "B",
    "C",
  ]);
  const [a, b, c] = candidates as [string, string, string];
  const [ada, bela, chen] = others as [MemberScope, MemberScope, MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [a, b] } });
  await castVote(bela, { ballotId: id, answer: { approvals: [a, c] } });
  await castVote(chen, { ballotId: id, answer: { approvals: [a] } });
  await closeBallot(id, organizer);
  const left = nominationIds.slice(1);
  const again = await openBallot(organizer, { closesAt: inHours(1), nominationIds: left });
  const [first] = (await loadBallotPage(organizer, again.id)).candidates;
  await castVote(ada, { ballotId: again.id, answer: { approvals: [first?.id as string] } });
  await closeBallot(again.id, organizer);
  expect((await listPool(organizer, 1)).nominations).toMatchObject([
    { places: [2, 2], standing: false },
  ]);
});

it("asks for confirmation before nominating a paper that the group has read", async () => {
  const { id, organizer, others, candidates, papers } = await groupWithBallot(["A"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  const wish = { paperId: papers[0]?.id as string, pitch: "", again: false };
  await expect(nominate(organizer, wish)).rejects.toMatchObject({
    code: "CONFLICT",
    field: "again",
  });
  await nominate(organizer, { ...wish, again: true });
});

it("shows the people who offer to present a paper, until they take the offer back", async () => {
  const { id, organizer, others, nominationIds } = await groupWithBallot(["A"]);
  const ada = others[0] as MemberScope;
  const offer = { nominationId: nominationIds[0] as string, on: true };
  await Promise.all([offerToPresent(ada, offer), offerToPresent(ada, offer)]);
  expect((await loadBallotPage(ada, id)).candidates[0]).toMatchObject({
    offers: [{ handle: ada.viewer.handle }],
    offered: true,
  });
  expect((await loadBallotPage(organizer, id)).candidates[0]?.offered).toBe(false);
  await offerToPresent(ada, { ...offer, on: false });
  expect((await listPool(organizer, 1)).nominations[0]?.offers).toEqual([]);
});
