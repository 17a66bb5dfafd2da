import { castRankings } from "../cast";
import type { RankedElection } from "../election";
import { type Numbers, nameOf, namesOf, type Outcome, outcome, takeTopTiers } from "../outcome";
import { compareInPairs, type Pairs } from "../pairwise";
import type { Slices } from "../slices";
import { strongestPaths } from "./strongest-paths";

export interface SchulzeResult extends Outcome {
  rule: "schulze";
  /** Number of votes that rank the first candidate above the second. */
  pairwise: Record<string, Numbers>;
  /** The strength of the strongest path from the first candidate to the second. */
  strengths: Record<string, Numbers>;
  /** For each other candidate, a strongest path from the winner and one back, if they exist. */
  paths: { against: string; there: string[]; back: string[] }[];
}

/**
 * Schulze's method with winning votes. A link counts if more votes are for it than against it, and is as strong as the
 * votes for it. A path is as strong as its weakest link. Candidate x is above y if the strongest path
 * from x to y is stronger than the one back. (Schulze, _A new monotonic, clone-independent, reversal
 * symmetric, and Condorcet-consistent single-winner election method_, Social Choice and Welfare 36,
 * 2011; strongest paths by Floyd and Warshall, as in its section 2.3.)
 */
export function* schulze(election: RankedElection): Slices<SchulzeResult> {
  const cast = yield* castRankings(election);
  const { candidates } = cast;
  const pairwise = yield* compareInPairs(cast);
  const { strengths, before } = strongestPaths(pairwise);
  const above = (x: number, y: number) => strengths.at(x, y) > strengths.at(y, x);
  const won = outcome(cast, takeTopTiers(candidates.length, above));
  const winner = won.winner === null ? -1 : candidates.indexOf(won.winner);
  const path = (from: number, to: number) =>
    strengths.at(from, to) > 0 ? namesOf(candidates, walk(before, from, to)) : [];
  return {
    rule: "schulze",
    ...won,
    pairwise: pairwise.named(candidates),
    strengths: strengths.named(candidates),
    paths: [...candidates.keys()]
      .filter((other) => winner >= 0 && other !== winner)
      .map((other) => ({
        against: nameOf(candidates, other),
        there: path(winner, other),
        back: path(other, winner),
      })),
  };
}

function walk(before: Pairs, from: number, to: number): number[] {
  const path = [to];
  for (let at = to; at !== from; at = before.at(from, at)) path.unshift(before.at(from, at));
  return path;
}
