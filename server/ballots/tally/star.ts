import Fraction from "fraction.js";
import { type Cast, castScores, type ScoredVote } from "./cast";
import type { ScoredElection } from "./election";
import { nearest } from "./exact";
import { byName, type Numbers, namesOf, type Outcome, outcome, tiersBy } from "./outcome";
import { sumsOf } from "./score";

export interface StarResult extends Outcome {
  rule: "star";
  scores: Numbers;
  /** The finalists, the one with the higher sum first, and how many votes scored each higher. */
  runoff: { finalists: string[]; votes: Numbers } | null;
  /** Those as high as the last finalist whom only the tie order kept out of the runoff. */
  leftOutByOrder: string[];
}

/**
 * STAR, "score then automatic runoff": of the two with the highest sums the one that more votes score
 * higher. (Wolk, Quinn and Ogren, _STAR voting, equality of voice, and voter satisfaction_,
 * Constitutional Political Economy 34, 2023.) Equal sums: more pairwise wins among those with the
 * same sum, then tie order. A runoff of equals: higher sum, then tie order.
 *
 * `tied` are finalists that are level in the runoff and by sum, with everybody who has the same sum
 * and as many of those wins as both. `ranking` goes on with the finalist who lost, then by sum.
 */
export function star(election: ScoredElection): StarResult {
  const cast = castScores(election);
  const { candidates } = cast;
  const all = [...candidates.keys()];
  const sums = sumsOf(cast);
  const bySum = (x: number, y: number) => compare(sums[x] ?? 0n, sums[y] ?? 0n);
  const scores = byName(candidates, all, (place) => nearest(new Fraction(sums[place] ?? 0n)));
  const classes = cast.voters === 0 ? [] : contenders(cast, tiersBy(all, bySum));
  const finalists = classes.flat().slice(0, 2);
  const [first, second] = finalists;
  if (first === undefined)
    return { rule: "star", ...outcome(cast, []), scores, runoff: null, leftOutByOrder: [] };
  const votes = (finalist: number) => {
    const other = finalist === first ? second : first;
    return other === undefined ? 0 : higher(cast, finalist, other);
  };
  const [top = []] = tiersBy(finalists, (x, y) => compare(votes(x), votes(y)) || bySum(x, y));
  const level = classes.find((tier) => top.every((place) => tier.includes(place)));
  const tied = (top.length === 2 && level) || top.toSorted((x, y) => x - y);
  const lost = finalists.filter((place) => !tied.includes(place)).map((place) => [place]);
  const rest = all.filter((place) => !tied.includes(place) && !finalists.includes(place));
  const last = classes.find((tier) => tier.includes(second ?? first)) ?? [];
  return {
    rule: "star",
    ...outcome(cast, [tied, ...lost, ...tiersBy(rest, bySum)]),
    scores,
    runoff: {
      finalists: namesOf(candidates, finalists),
      votes: byName(candidates, finalists, votes),
    },
    leftOutByOrder: namesOf(
      candidates,
      last.filter((place) => !finalists.includes(place)),
    ),
  };
}

/** Those of one sum apart by how many of the others of that sum they beat: best first. */
function contenders(cast: Cast<ScoredVote>, tiers: readonly number[][]): number[][] {
  const classes: number[][] = [];
  for (const tier of tiers) {
    const wins = new Map(tier.map((place) => [place, winsAmong(cast, tier, place)]));
    classes.push(...tiersBy(tier, (x, y) => compare(wins.get(x) ?? 0, wins.get(y) ?? 0)));
    if (classes.flat().length >= 2) break;
  }
  return classes;
}

function winsAmong(cast: Cast<ScoredVote>, others: readonly number[], place: number): number {
  return others.filter(
    (other) => other !== place && higher(cast, place, other) > higher(cast, other, place),
  ).length;
}

/** How many votes score x higher than y. */
function higher(cast: Cast<ScoredVote>, x: number, y: number): number {
  let votes = 0;
  for (const { scores, count } of cast.votes) {
    if ((scores[x] ?? 0) > (scores[y] ?? 0)) votes += count;
  }
  return votes;
}

function compare<Value extends bigint | number>(a: Value, b: Value): number {
  return Number(a > b) - Number(a < b);
}
