import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { size } from "@/server/testing/tier";
import type { Answer } from "../schema";
import { tallyStored } from "../tally/stored";
import { castVote } from "../votes/commands";

const address = ownDatabase();
const MEMBERS = size(40, 200);
const PROCESSES = size(2, 4);
/** Members who vote at the same time. */
const LANES = 20;
/** Milliseconds for which all members go on voting. */
const WHILE = size(300, 2000);

/** A process that tries to close the ballot; resolves to whether it did. */
async function closer(ballotId: string) {
  const child = spawn(process.execPath, [resolve("server/testing/closer.mjs"), ballotId], {
    env: { ...process.env, DATABASE_URL: address() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const printed: string[] = [];
  lines.on("line", (line) => printed.push(line));
  const ended = once(lines, "close");
  await once(lines, "line");
  return { closed: ended.then(() => printed.at(-1) === "true") };
}

it("has one result, the tally of the acknowledged votes, however many vote and close at once", async () => {
  const { id, others, candidates } = await groupWithBallot(["A", "B", "C", "D"], {
    members: MEMBERS,
    ballot: { rule: "schulze" },
  });
  const closers = await Promise.all(Array.from({ length: PROCESSES }, () => closer(id)));
  const last = new Map<string, Answer>();
  let refused = 0;
  /** Votes as a member, for another paper on each turn. @returns whether the vote was taken */
  const say = async (member: MemberScope, turn: number): Promise<boolean> => {
    const [a, b, c, d] = candidates as [string, string, string, string];
    const tiers = [[a], [b, c], [d]];
    const at = turn % tiers.length;
    const answer = { ranking: [...tiers.slice(at), ...tiers.slice(0, at)] };
    try {
      await castVote(member, { ballotId: id, answer });
      last.set(member.viewer.id, answer);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: "CLOSED" });
      refused += 1;
      return false;
    }
  };
  // More calls than this at once could wait too long for a connection on a busy machine.
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    others.filter((_, at) => at % LANES === lane),
  );
  /** Lets everybody vote once; the members of a lane vote one after the other. @returns members whose vote was taken */
  const sayInTurn = async (members: MemberScope[], turn: number) => {
    const taken: MemberScope[] = [];
    for (const member of members) if (await say(member, turn)) taken.push(member);
    return taken;
  };
  await Promise.all(lanes.map((lane, at) => sayInTurn(lane, at)));
  expect(last.size).toBe(MEMBERS);
  // Another process has its own clock, so the closing time passes while people vote.
  const closesAt = new Date(Date.now() + WHILE);
  await db.ballot.update({ where: { id }, data: { closesAt } });
  await Promise.all(
    lanes.map(async (lane, at) => {
      let left = lane;
      for (let turn = at + 1; left.length > 0; turn++) left = await sayInTurn(left, turn);
    }),
  );
  const closed = await Promise.all(closers.map(({ closed }) => closed));
  expect(closed.filter(Boolean)).toHaveLength(1);
  expect(refused).toBe(MEMBERS);
  expect(await db.reading.count({ where: { ballotId: id } })).toBe(1);
  expect(await db.ballotEvent.count({ where: { ballotId: id, kind: "closed" } })).toBe(1);
  const { result, votes } = await db.ballot.findUniqueOrThrow({
    where: { id },
    select: { result: true, votes: { select: { personId: true, receipt: true, answer: true } } },
  });
  expect([votes.length, last.size]).toEqual([MEMBERS, MEMBERS]);
  for (const { personId, answer } of votes) expect(last.get(personId)).toEqual(answer);
  const again = tallyStored({
    rule: "schulze",
    candidates,
    votes: votes.map(({ receipt, personId }) => {
      return { receipt, ...(last.get(personId) as Answer) };
    }),
  });
  expect(result).toEqual(JSON.parse(JSON.stringify(again)));
});
