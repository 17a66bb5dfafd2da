import Fraction from "fraction.js";
import { type Cast, castScores, type ScoredVote } from "../cast";
import type { ScoredElection } from "../election";
import { nearestDouble } from "../exact";
import { byName, type Numbers, namesOf, type Outcome, outcome, tiersBy } from "../outcome";
import { Pairs } from "../pairwise";
import type { Slices } from "../slices";
import { type ByOrder, possibleWinnersPart } from "../universes/explore";
import { sumsOf } from "./score";

export interface StarResult extends Outcome, ByOrder {
  rule: "star";
  scores: Numbers;
  /** The finalists, the one with the higher sum first, and how many votes scored each above the other. */
  runoff: { finalists: string[]; votes: Numbers } | null;
  /** Candidates with the sum of the last finalist that only the tie order kept out of the runoff. */
  leftOutByOrder: string[];
}

/**
 * STAR, "score then automatic runoff": of the two candidates with the highest sums, the winner is the one that more
 * votes score higher. (Wolk, Quinn and Ogren, _STAR voting, equality of voice, and voter satisfaction_,
 * Constitutional Political Economy 34, 2023.) Equal sums: more pairwise wins among those with the
 * same sum, then tie order. A runoff of equals: higher sum, then tie order.
 *
 * `tied` are finalists that are level in the runoff and by sum, and every candidate with the same sum
 * and as many pairwise wins as both. `ranking` goes on with the losing finalist, then by sum.
 */
export function* star(election: ScoredElection): Slices<StarResult> {
  const cast = yield* castScores(election);
  const { candidates } = cast;
  const all = [...candidates.keys()];
  const sums = yield* sumsOf(cast);
  const higher = comparer(cast);
  const bySum = (x: number, y: number) => compare(sums[x] ?? 0n, sums[y] ?? 0n);
  const scores = byName(candidates, all, (place) => nearestDouble(new Fraction(sums[place] ?? 0n)));
  const classes = cast.voters === 0 ? [] : contenders(tiersBy(all, bySum), higher);
  const finalists = classes.flat().slice(0, 2);
  const [first, second] = finalists;
  if (first === undefined)
    return { rule: "star", ...outcome(cast, []), scores, runoff: null, leftOutByOrder: [] };
  const votes = (finalist: number) => {
    const other = finalist === first ? second : first;
    return other === undefined ? 0 : higher(finalist, other);
  };
  /** The winner of a runoff of two; both if only the tie order can tell. */
  const wins = (x: number, y: number) => {
    const lead = compare(higher(x, y), higher(y, x)) || bySum(x, y);
    return lead === 0 ? [x, y] : [lead > 0 ? x : y];
  };
  const possible = runoffs(classes).flatMap(([x, y]) => wins(x, y));
  const [top = []] = tiersBy(finalists, (x, y) => compare(votes(x), votes(y)) || bySum(x, y));
  const level = classes.find((tier) => top.every((place) => tier.includes(place)));
  const tied = (top.length === 2 && level) || top.toSorted((x, y) => x - y);
  const lost = finalists.filter((place) => !tied.includes(place)).map((place) => [place]);
  const rest = all.filter((place) => !tied.includes(place) && !finalists.includes(place));
  const last = classes.find((tier) => tier.includes(second ?? first)) ?? [];
  return {
    rule: "star",
    ...outcome(cast, [tied, ...lost, ...tiersBy(rest, bySum)]),
    ...possibleWinnersPart(candidates, { places: [...new Set(possible)], complete: true }),
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

/** Sorts candidates with equal sums by how many of these they beat, best first. */
function contenders(tiers: readonly number[][], higher: Higher): number[][] {
  const classes: number[][] = [];
  for (const tier of tiers) {
    const wins = new Map(tier.map((place) => [place, winsAmong(tier, place, higher)]));
    classes.push(...tiersBy(tier, (x, y) => compare(wins.get(x) ?? 0, wins.get(y) ?? 0)));
    if (classes.flat().length >= 2) break;
  }
  return classes;
}

function winsAmong(others: readonly number[], place: number, higher: Higher): number {
  return others.filter((other) => other !== place && higher(place, other) > higher(other, place))
    .length;
}

/** All pairs of candidates that can meet in the runoff under some order of the level ones. */
function runoffs([best = [], next = []]: readonly number[][]): [number, number][] {
  const [only, ...others] = best;
  if (only !== undefined && others.length === 0)
    return next.length === 0 ? [[only, only]] : next.map((other) => [only, other]);
  return best.flatMap((x, at) => best.slice(at + 1).map((y): [number, number] => [x, y]));
}

/** Number of votes that score x higher than y. */
type Higher = (x: number, y: number) => number;

/** Counts each pair when it is first needed, and remembers the number. */
function comparer({ candidates, votes }: Cast<ScoredVote>): Higher {
  const size = candidates.length;
  const known = new Pairs(size, new Float64Array(size * size).fill(-1));
  return (x, y) => {
    if (known.at(x, y) >= 0) return known.at(x, y);
    let higher = 0;
    for (const { scores, count } of votes) {
      if ((scores[x] ?? 0) > (scores[y] ?? 0)) higher += count;
    }
    known.set(x, y, higher);
    return higher;
  };
}

function compare<Value extends bigint | number>(a: Value, b: Value): number {
  return Number(a > b) - Number(a < b);
}
