import "server-only";
import { z } from "zod";
import { db, type Prisma, type Tx } from "@/server/platform/db";
import { tieOrder } from "./draw";
import type { BallotChoices } from "./schema";
import { isOverTime, type StoredElection, type StoredVote, tallyStored } from "./tally/stored";
import { broughtAlong } from "./weights";

type Rule = BallotChoices["rule"];

/** What is to be known of a ballot to count it. */
interface Counted {
  id: string;
  groupId: string;
  rule: Rule;
  tieBreak: "nomination" | "draw" | "organizer";
  drawSeed: string | null;
}

interface Cast {
  personId: string;
  receipt: string;
  answer: Prisma.JsonValue;
}

const storedAnswer = z.record(z.string(), z.unknown());

/** What is counted: candidates in tie order, votes by receipt, and what their voters bring along. */
export async function electionOf(
  tx: Tx,
  ballot: Counted,
  votes: readonly Cast[],
): Promise<StoredElection> {
  const { id: ballotId, rule } = ballot;
  const rows = await tx.candidate.findMany({
    where: { ballotId },
    select: { id: true },
    orderBy: { position: "asc" },
  });
  const candidates = tieOrder(
    rows.map(({ id }) => id),
    ballot,
  );
  const cast = votes.map(({ receipt, answer }): StoredVote => {
    return { receipt, ...storedAnswer.parse(answer) };
  });
  const election = { rule, candidates, votes: cast };
  if (!isOverTime(rule)) return election;
  return { ...election, carried: await broughtAlong(tx, ballot, votes) };
}

/** How an open ballot stands: tiers and points, without anything that leads to a single vote. */
export async function standingOf(ballot: Omit<Counted, "tieBreak" | "drawSeed">) {
  const votes = await db.vote.findMany({
    where: { ballotId: ballot.id },
    select: { personId: true, receipt: true, answer: true },
  });
  // The draw stays sealed while the ballot is open: ties are shown in the order of the list.
  const election = await electionOf(
    db,
    { ...ballot, tieBreak: "nomination", drawSeed: null },
    votes,
  );
  const result = tallyStored(election, [], 0);
  const { voters, abstentions, ranking } = result;
  return { voters, abstentions, ranking, scores: "scores" in result ? result.scores : null };
}
