// The parts of a closed ballot that a page shows. There may be thousands of votes, so no page reads all of them.
import "server-only";
import { titleInSigns } from "@/server/papers/titles/shown";
import { db, Prisma } from "@/server/platform/database/db";
import { memoize } from "@/server/platform/memoize";
import { type Explanation, explain } from "../explanation/explained";
import { type Answer, answer } from "../schema";
import type { StoredElection, StoredResult, StoredVote } from "../tally/stored";
import { runInSlices } from "./queries";

/** Explanations kept in memory, a few hundred characters each. */
const KEPT = 500;
/** Votes read at a time: with fifty candidates each, half a megabyte. */
const A_PAGE = 250;

/** The parts of a closed ballot that may still change, when a tie is decided. */
interface CameOut {
  id: string;
  outcome: "chosen" | "tied" | "decided" | "none" | "noQuorum";
  /** The candidates that were chosen. */
  chosen: readonly string[];
}

const explanations = memoize(async (about): Promise<Explanation> => {
  const { id, outcome, chosen }: CameOut = JSON.parse(about);
  const {
    result: stored,
    candidates,
    tieBreak,
    quorum,
  } = await db.ballot.findUniqueOrThrow({
    where: { id },
    select: {
      result: true,
      tieBreak: true,
      quorum: true,
      candidates: { select: { id: true, paper: { select: { title: true } } } },
    },
  });
  const titles = new Map(candidates.map((one) => [one.id, titleInSigns(one.paper.title)]));
  const election = await loadElectionWithoutVotes(id);
  for await (const page of readCountedVotes(id)) for (const vote of page) election.votes.push(vote);
  const result = stored as unknown as StoredResult;
  const ballot = {
    election,
    outcome,
    tieBreak,
    quorum,
    titleOf: (candidate: string) => titles.get(candidate) ?? "",
  };
  const work =
    "seats" in result
      ? explain({ ...ballot, result, chosen })
      : explain({ ...ballot, result, chosen: chosen[0] ?? null });
  return runInSlices(work);
}, KEPT);

/** Explains a closed ballot. This can take several recounts, so the explanation is kept. */
export function explainBallot({ id, outcome, chosen }: CameOut): Promise<Explanation> {
  return explanations(JSON.stringify({ id, outcome, chosen }));
}

/** Loads the counted election with an empty list of votes. */
export async function loadElectionWithoutVotes(ballotId: string): Promise<StoredElection> {
  const [found] = await db.$queryRaw<{ election: StoredElection }[]>`
    SELECT jsonb_set(election, '{votes}', '[]') AS election
    FROM "Ballot" WHERE id = ${ballotId}::uuid`;
  if (!found) throw new RangeError(`There is no ballot ${ballotId}.`);
  return found.election;
}

/** Reads the counted votes by receipt, a page at a time. */
export async function* readCountedVotes(
  ballotId: string,
): AsyncGenerator<StoredVote[], void, void> {
  for (let from = 0, more = true; more; from += A_PAGE) {
    const [found] = await db.$queryRaw<{ votes: StoredVote[] }[]>`
      SELECT jsonb_path_query_array(election, '$.votes[$from to $to]',
        jsonb_build_object('from', ${from}::int, 'to', ${from + A_PAGE - 1}::int)) AS votes
      FROM "Ballot" WHERE id = ${ballotId}::uuid`;
    const votes = found?.votes ?? [];
    yield votes;
    more = votes.length === A_PAGE;
  }
}

/** The query for the counted vote with a receipt. */
export function recordedVoteOf(ballotId: string, receipt: string): Prisma.Sql {
  return Prisma.sql`
    SELECT vote - 'receipt' AS vote FROM "Ballot" b, jsonb_array_elements(b.election->'votes') AS vote
    WHERE b.id = ${ballotId}::uuid AND vote->>'receipt' = ${receipt}`;
}

/** The answer of a counted vote; null if there is none. */
export function recordedAnswerIn([found]: readonly { vote: unknown }[]): Answer | null {
  return answer.safeParse(found?.vote).data ?? null;
}

/**
 * Selects the parts of a result that a page shows. Under a rule over time these are how many votes had each weight,
 * and, of the single votes, only the one with this receipt.
 */
export function selectShownResult(result: StoredResult, receipt: string | null) {
  if (!("exact" in result)) return { ...result, weighed: [] };
  const { exact, weights: _, after: __, ...rest } = result;
  const count = new Map<string, number>();
  for (const weight of Object.values(exact.weights))
    count.set(weight, (count.get(weight) ?? 0) + 1);
  const mine = (of: Record<string, string>) =>
    receipt !== null && Object.hasOwn(of, receipt) ? { [receipt]: of[receipt] as string } : {};
  return {
    ...rest,
    exact: { weights: mine(exact.weights), after: mine(exact.after) },
    /** Exact weights, each with its number of votes. */
    weighed: [...count],
  };
}
