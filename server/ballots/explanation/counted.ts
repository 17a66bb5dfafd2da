import { type Tie, tiedForFirst } from "../rules";
import { electionIn } from "../tally/election";
import type { SeveralResult } from "../tally/seats/several";
import type { Slices } from "../tally/slices";
import type { SingleResult, StoredElection } from "../tally/stored";
import { countInSlices } from "../tally/tally";
import type { ByOrder } from "../tally/universes/explore";

/** A counted ballot for one paper, from which its explanation is made. */
export interface CountedBallot<Result extends SingleResult = SingleResult> {
  result: Result;
  election: StoredElection;
  tieBreak: "nomination" | "draw" | "organizer";
  outcome: "chosen" | "tied" | "decided" | "none" | "noQuorum";
  quorum: number | null;
  /** The candidate that the group reads; null if there is none yet. */
  chosen: string | null;
  /** The title of a candidate's paper. */
  titleOf(candidate: string): string;
}

/** A counted ballot for several papers. */
export interface CountedForSeveral extends Omit<CountedBallot, "result" | "chosen"> {
  result: SeveralResult;
  /** The candidates that the group reads; empty if there are none yet. */
  chosen: readonly string[];
}

/** A counted ballot that has a winner. */
export interface WonBallot<Result extends SingleResult = SingleResult>
  extends CountedBallot<Result> {
  winner: string;
}

/** Whether a candidate wins a tie against another one without an organizer's decision. */
export function winsTie(
  { tieBreak, election }: CountedBallot,
  one: string,
  other: string,
): boolean {
  const { candidates } = election;
  return tieBreak !== "organizer" && candidates.indexOf(one) < candidates.indexOf(other);
}

/** Candidates that did not win, best first. */
export function losersOf({ result, winner }: WonBallot): string[] {
  return result.ranking.flat().filter((candidate) => candidate !== winner);
}

/** Candidates to try, best first; with more than MANY_VOTES votes only the best one. */
const TRIED = 3;
const MANY_VOTES = 300;
/** Votes above which nobody waits for a recount. */
const MOST_VOTES = 2000;
/** States to look at in each of about thirty recounts; a recount still unsettled after that counts as a tie. */
const statesOfATry = (candidates: readonly string[]) => Math.floor(2000 / candidates.length);

/** The number of extra votes that would have made another candidate win. */
export interface Lift {
  candidate: string;
  votes: number;
}

/**
 * The smallest number of extra votes for one candidate alone that would have made it win, found by counting
 * again; one vote fewer would not have. Null if the ballot is too large to count often.
 * @param alone a vote for this candidate and nothing else
 */
export function* smallestLift(
  ballot: WonBallot,
  alone: (candidate: string) => object,
): Slices<Lift | null> {
  const { election, tieBreak } = ballot;
  const size = election.votes.length;
  if (size > MOST_VOTES) return null;
  const { rule, candidates } = election;
  const votes = election.votes.map(({ receipt: _, ...vote }) => vote);
  function* wins(candidate: string, count: number): Slices<boolean> {
    const added = { ...alone(candidate), count };
    const more = yield* electionIn({ rule, candidates, votes: [...votes, added] }, []);
    const again = yield* countInSlices(more, 0);
    if (!("winner" in again) || again.winner !== candidate) return false;
    if (tieBreak !== "organizer") return true;
    const result = yield* countInSlices(more, statesOfATry(candidates));
    const all: Tie & ByOrder = result as SingleResult;
    return tiedForFirst(all).length === 1 && all.possibleWinnersComplete !== false;
  }
  const lifts: Lift[] = [];
  for (const candidate of losersOf(ballot).slice(0, size > MANY_VOTES ? 1 : TRIED)) {
    const votes = yield* smallestEnough(size + 1, (count) => wins(candidate, count));
    if (votes !== null) lifts.push({ candidate, votes });
  }
  return lifts.toSorted((a, b) => a.votes - b.votes)[0] ?? null;
}

/** The smallest number from 1 to `most` that is enough, found by halving; null if none is. */
function* smallestEnough(
  most: number,
  enough: (count: number) => Slices<boolean>,
): Slices<number | null> {
  if (!(yield* enough(most))) return null;
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (yield* enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
