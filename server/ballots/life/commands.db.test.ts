import { afterEach, expect, it } from "vitest";
import { joinGroup } from "@/server/groups/commands";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { person } from "@/server/testing/world";
import { handlers, sweep } from "../jobs";
import { nominate, offerToPresent, withdraw } from "../nominations/commands";
import { listPool } from "../nominations/queries";
import { loadBallotPage } from "../page/queries";
import { listBallots, listReadings } from "../queries";
import { USUAL_CHOICES } from "../schema";
import { addCandidate, castVote, closeList } from "../votes/commands";
import { cancelBallot, closeBallot, decideTie } from "./closing";
import { editDraft, openDraft } from "./opening";

ownDatabase();
afterEach(() => setClock(undefined));

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);
const kinds = async (scope: MemberScope, id: string) =>
  (await loadBallotPage(scope, id)).events.map(
    ({ kind, by }) => `${kind} ${by ? "person" : "clock"}`,
  );

it("records each step with its person and time", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  setClock(closesAt);
  await closeBallot(id, null);
  expect(await kinds(organizer, id)).toEqual([
    "drafted person",
    "opened person",
    "closed clock",
    "announced clock",
  ]);
  expect((await loadBallotPage(organizer, id)).events.at(-1)?.at).toEqual(closesAt);
});

it("keeps a draft from members until it is opened", async () => {
  const { slug, organizer, others, nominationIds } = await groupWithPool(["A", "B"]);
  const draft = { closesAt: inHours(5), nominationIds, draft: true };
  const { id } = await openBallot(organizer, draft);
  const ada = others[0] as MemberScope;
  expect(await outcomes([as(ada.viewer).ballots.page({ group: slug, ballotId: id })])).toEqual([
    "NOT_FOUND",
  ]);
  expect((await listBallots(ada, 1)).ballots).toEqual([]);
  expect((await listBallots(organizer, 1)).ballots).toMatchObject([{ id, stage: "draft" }]);
  await expect(castVote(ada, { ballotId: id, answer: { approvals: [] } })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const wanted = {
    ...USUAL_CHOICES,
    rule: "schulze" as const,
    opensAt: null,
    closesAt: inHours(9),
  };
  const edited = { ballotId: id, ...wanted, nominationIds: nominationIds.slice(1), draft: true };
  await editDraft(organizer, edited);
  await openDraft(organizer, id);
  const page = await loadBallotPage(ada, id);
  expect(page).toMatchObject({ stage: "open", rule: "schulze", closesAt: wanted.closesAt });
  expect(page.candidates).toHaveLength(1);
  await expect(editDraft(organizer, edited)).rejects.toMatchObject({ code: "CLOSED" });
  await expect(openDraft(organizer, id)).rejects.toMatchObject({ code: "CLOSED" });
});

it("drops withdrawn nominations from a draft before it opens, and opens no empty one", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const { id } = await openBallot(organizer, { closesAt: inHours(5), nominationIds, draft: true });
  await withdraw(organizer, nominationIds[0] as string);
  await openDraft(organizer, id);
  expect((await loadBallotPage(organizer, id)).candidates).toHaveLength(1);
  const other = await groupWithPool(["C"]);
  const wanted = { closesAt: inHours(5), nominationIds: other.nominationIds, draft: true };
  const second = await openBallot(other.organizer, wanted);
  await withdraw(other.organizer, other.nominationIds[0] as string);
  await expect(openDraft(other.organizer, second.id)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("opens a planned ballot by its job at its time, and never beside an open one", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const [a, b] = nominationIds as [string, string];
  const opensAt = inHours(2);
  const planned = await openBallot(organizer, {
    opensAt,
    closesAt: inHours(9),
    nominationIds: [b],
  });
  const now = await openBallot(organizer, { closesAt: inHours(3), nominationIds: [a] });
  setClock(opensAt);
  await sweep();
  expect((await loadBallotPage(organizer, planned.id)).stage).toBe("draft");
  setClock(inHours(4));
  await Promise.all([sweep(), sweep(), sweep()]);
  expect((await loadBallotPage(organizer, now.id)).stage).toBe("closed");
  expect((await loadBallotPage(organizer, planned.id)).stage).toBe("open");
  expect(
    (await kinds(organizer, planned.id)).filter((kind) => kind === "opened clock"),
  ).toHaveLength(1);
});

it("opens no draft by the clock, also if it was given a time", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A"]);
  const times = { opensAt: inHours(2), closesAt: inHours(9) };
  const { id } = await openBallot(organizer, { ...times, nominationIds, draft: true });
  setClock(inHours(3));
  await sweep();
  expect((await loadBallotPage(organizer, id)).stage).toBe("draft");
});

it("keeps a planned ballot as a draft, and tells the organizers, when its time was missed", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A"]);
  const times = { opensAt: inHours(2), closesAt: inHours(3) };
  const { id } = await openBallot(organizer, { ...times, nominationIds });
  setClock(inHours(5));
  await sweep();
  await sweep();
  expect(await loadBallotPage(organizer, id)).toMatchObject({ stage: "draft", opensAt: null });
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({
    where: {
      to: (await db.person.findUniqueOrThrow({ where: { id: organizer.viewer.id } })).email ?? "",
    },
  });
  expect(mails.map(({ subject }) => subject)).toEqual([
    `A planned ballot did not open: ${organizer.group.name}`,
  ]);
});

it("is cancelled with a note while it is a draft or open, and then takes nothing more", async () => {
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

it("extends once by a day of the group's clocks when the quorum is missed, then reads nothing", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"], {
    ballot: { quorum: 2 },
  });
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  setClock(closesAt);
  expect(await closeBallot(id, null)).toBe(false);
  const later = (await loadBallotPage(organizer, id)).closesAt;
  expect(later.getTime() - closesAt.getTime()).toBe(24 * HOUR);
  expect((await loadBallotPage(organizer, id)).may.close).toBe(true);
  setClock(later);
  expect(await closeBallot(id, null)).toBe(true);
  expect(await loadBallotPage(organizer, id)).toMatchObject({
    outcome: "noQuorum",
    stage: "closed",
  });
  expect((await listReadings(organizer, 1)).readings).toEqual([]);
  expect(await kinds(organizer, id)).toContain("extended clock");
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({
    select: { subject: true },
    orderBy: { id: "asc" },
  });
  const { name } = organizer.group;
  const own = mails.map(({ subject }) => subject).filter((subject) => subject.endsWith(name));
  expect(own.toSorted()).toEqual([`Too few votes so far: ${name}`, `Too few votes: ${name}`]);
});

it("closes at once without its quorum where the group wants no second chance", async () => {
  const { id, closesAt, organizer } = await groupWithBallot(["A"], {
    ballot: { quorum: 1, quorumMissed: "none" },
  });
  setClock(closesAt);
  expect(await closeBallot(id, null)).toBe(true);
  expect((await loadBallotPage(organizer, id)).outcome).toBe("noQuorum");
});

it("counts an empty vote for the quorum, and reaches it exactly", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"], {
    ballot: { quorum: 2 },
  });
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await castVote(others[1] as MemberScope, { ballotId: id, answer: { approvals: [] } });
  setClock(closesAt);
  expect(await closeBallot(id, null)).toBe(true);
  expect((await loadBallotPage(organizer, id)).outcome).toBe("chosen");
});

it("leaves a tie to the organizers where the group wants it, and decides it once, with a note", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A", "B", "C"], {
    ballot: { tieBreak: "organizer" },
  });
  const [a, b, c] = candidates as [string, string, string];
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: [a, b] } });
  await closeBallot(id, organizer);
  expect((await listReadings(organizer, 1)).readings).toEqual([]);
  expect(await loadBallotPage(organizer, id)).toMatchObject({
    outcome: "tied",
    may: { decide: true },
  });
  expect((await loadBallotPage(others[0] as MemberScope, id)).may.decide).toBe(false);
  const wrong = decideTie(organizer, { ballotId: id, candidateId: c, note: "Shorter" });
  await expect(wrong).rejects.toMatchObject({ code: "INVALID" });
  const decide = (candidateId: string) =>
    decideTie(organizer, { ballotId: id, candidateId, note: "Shorter" });
  const answers = await Promise.allSettled([decide(b), decide(b), decide(b), decide(a), decide(a)]);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await listReadings(organizer, 1)).readings).toHaveLength(1);
  const page = await loadBallotPage(organizer, id);
  expect(page.outcome).toBe("decided");
  expect(page.events.find(({ kind }) => kind === "decided")?.note).toBe("Shorter");
});

it("draws a tie by a seed that was sealed when the ballot opened", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A", "B", "C", "D"], {
    ballot: { tieBreak: "draw" },
  });
  const before = await loadBallotPage(organizer, id);
  expect(before.draw).toMatchObject({ seed: null });
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  const after = await loadBallotPage(organizer, id);
  expect(after.draw?.seal).toBe(before.draw?.seal);
  const bytes = new TextEncoder().encode(after.draw?.seed ?? "");
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  expect(Buffer.from(hash).toString("hex")).toBe(after.draw?.seal);
  expect(new Set(after.result?.tied)).toEqual(new Set(candidates));
});

it("takes candidates while it is open where members may add them, each once, until it is frozen", async () => {
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

it("stores the places, so that a runner-up waits in the pool with its history", async () => {
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

it("asks before a paper is nominated that the group has read", async () => {
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

it("shows who would present a paper, and takes the offer back", async () => {
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
