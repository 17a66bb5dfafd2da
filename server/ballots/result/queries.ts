import "server-only";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, type Prisma, type Tx } from "@/server/platform/database/db";
import type { BallotChoices } from "../schema";
import { tieOrder } from "../tally/draw";
import type { Slices } from "../tally/slices";
import { countStored, isOverTime, type StoredElection, type StoredVote } from "../tally/stored";
import { loadWeightsByReceipt } from "./weights";

type Rule = BallotChoices["rule"];

/** The facts needed to count a ballot. */
interface Counted {
  id: string;
  groupId: string;
  rule: Rule;
  seats: number;
  tieBreak: "nomination" | "draw" | "organizer";
  drawSeed: string | null;
}

/** A vote as it was cast. */
export interface Cast {
  personId: string;
  receipt: string;
  answer: Prisma.JsonValue;
}

/** Votes read at a time: with fifty candidates each, half a megabyte. */
const A_PAGE = 250;

/** Runs long work in slices, and lets other requests run in between. */
export async function runInSlices<Result>(work: Slices<Result>): Promise<Result> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    await setImmediate();
  }
}

/** Loads all votes of a ballot, by receipt. */
export async function loadVotes(tx: Tx, ballotId: string): Promise<Cast[]> {
  const votes: Cast[] = [];
  for (let last = "", more = true; more; ) {
    const page = await tx.vote.findMany({
      where: { ballotId, receipt: { gt: last } },
      select: { personId: true, receipt: true, answer: true },
      orderBy: { receipt: "asc" },
      take: A_PAGE,
    });
    for (const vote of page) votes.push(vote);
    more = page.length === A_PAGE;
    last = page.at(-1)?.receipt ?? last;
  }
  return votes;
}

const storedAnswer = z.record(z.string(), z.unknown());

/** Builds the election to count: candidates in tie order, votes by receipt, and carried weights. */
export async function buildElection(
  tx: Tx,
  ballot: Counted,
  votes: readonly Cast[],
): Promise<StoredElection> {
  const { id: ballotId, rule, seats } = ballot;
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
  const election = { rule, candidates, ...(seats > 1 ? { seats } : {}), votes: cast };
  if (!isOverTime(rule)) return election;
  return { ...election, carried: await loadWeightsByReceipt(tx, ballot, votes) };
}

type Open = Omit<Counted, "tieBreak" | "drawSeed">;

/** Interim results kept in memory: enough for all open ballots that people look at at one time. */
const KEPT = 100;
/** With this many votes a count takes as long as a page, so it is made at most every few seconds. */
const MANY_VOTES = 500;
const MANY_MS = 10_000;

interface State {
  votes: number;
  /** A value that changes whenever a vote or candidate does. */
  state: string;
}

interface Kept extends State {
  at: number;
  standing: ReturnType<typeof countNow>;
}

/** The last counts by ballot, the latest at the end. */
const counts = new Map<string, Kept>();

/**
 * Counts an open ballot: tiers and points, without anything that would reveal a single vote. One count serves
 * every viewer until somebody votes; with many votes it may be ten seconds old.
 */
export async function loadInterimResult(ballot: Open): ReturnType<typeof countNow> {
  // A changed vote has another xmin, the transaction that wrote it.
  const [{ votes, state } = { votes: 0, state: "" }] = await db.$queryRaw<State[]>`
    SELECT count(*)::int AS votes, concat_ws(' ', count(*), sum(xmin::text::bigint),
      (SELECT count(*) FROM "Candidate" WHERE "ballotId" = ${ballot.id}::uuid)) AS state
    FROM "Vote" WHERE "ballotId" = ${ballot.id}::uuid`;
  const at = now().getTime();
  const known = counts.get(ballot.id);
  const recent = known !== undefined && known.votes >= MANY_VOTES && at - known.at < MANY_MS;
  if (known && (recent || known.state === state)) return known.standing;
  const standing = countNow(ballot);
  counts.delete(ballot.id);
  counts.set(ballot.id, { votes, state, at, standing });
  for (const oldest of counts.keys()) {
    if (counts.size <= KEPT) break;
    counts.delete(oldest);
  }
  // A failed count is forgotten, so that the next viewer counts again.
  standing.catch(() => counts.delete(ballot.id));
  return standing;
}

async function countNow(ballot: Open) {
  const votes = await loadVotes(db, ballot.id);
  // The draw stays sealed while the ballot is open, so ties are shown in the order of the list.
  const election = await buildElection(
    db,
    { ...ballot, tieBreak: "nomination", drawSeed: null },
    votes,
  );
  const result = await runInSlices(countStored(election, [], 0));
  const { voters, abstentions, ranking } = result;
  // Of several seats, the points of the first one are those that were given.
  const points = "seats" in result ? result.rounds[0] : result;
  const scores = points && "scores" in points ? points.scores : null;
  return { voters, abstentions, ranking, scores };
}
