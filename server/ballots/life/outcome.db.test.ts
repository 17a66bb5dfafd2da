import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { eventKinds, groupWithBallot, HOUR } from "@/server/testing/fixtures/ballots";
import { handlers } from "../jobs";
import { loadBallotPage } from "../page/queries";
import { listReadings } from "../readings/queries";
import { castVote } from "../votes/commands";
import { closeBallot, decideTie } from "./closing";

ownDatabase();
afterEach(() => setClock(undefined));

it("extends once by a day of local time when the quorum is missed, then chooses nothing", async () => {
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
  expect(await eventKinds(organizer, id)).toContain("extended clock");
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({
    select: { subject: true },
    orderBy: { id: "asc" },
  });
  const { name } = organizer.group;
  const own = mails.map(({ subject }) => subject).filter((subject) => subject.endsWith(name));
  expect(own.toSorted()).toEqual([`Too few votes so far: ${name}`, `Too few votes: ${name}`]);
});

it("closes without an extension when the quorum is missed and the group wants none", async () => {
  const { id, closesAt, organizer } = await groupWithBallot(["A"], {
    ballot: { quorum: 1, quorumMissed: "none" },
  });
  setClock(closesAt);
  expect(await closeBallot(id, null)).toBe(true);
  expect((await loadBallotPage(organizer, id)).outcome).toBe("noQuorum");
});

it("counts an empty vote towards the quorum, and needs no more votes than the quorum", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"], {
    ballot: { quorum: 2 },
  });
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await castVote(others[1] as MemberScope, { ballotId: id, answer: { approvals: [] } });
  setClock(closesAt);
  expect(await closeBallot(id, null)).toBe(true);
  expect((await loadBallotPage(organizer, id)).outcome).toBe("chosen");
});

it("leaves a tie to the organizers if the group wants that, and lets them decide once, with a note", async () => {
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
  expect(after.result).toMatchObject({ tied: expect.arrayContaining(candidates) });
});
