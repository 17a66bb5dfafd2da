import Fraction from "fraction.js";
import { type Cast, type RankedVote, tierOf } from "../cast";
import { lcm } from "../exact";
import { tiersBy } from "../outcome";
import { eachOf, type Slices } from "../slices";
import type { Filled, Filling, Round } from "./filling";

interface Transferred extends Filled {
  eliminated: readonly number[];
  /** The rest of each vote, in units that every tier divides. */
  weights: readonly bigint[];
  /** Units that make one vote. */
  scale: bigint;
  /** The scores of earlier rounds, the latest first. */
  earlier: readonly ReadonlyMap<number, bigint>[];
}

/** The votes that are enough for a seat: the smallest number that more candidates than there are seats cannot reach. */
export function droopQuota(voters: number, seats: number): number {
  return Math.floor(voters / (seats + 1)) + 1;
}

/**
 * The single transferable vote. A vote counts for the highest candidates on it that are left, in equal fractions where
 * several are ranked equally. Whoever reaches the Droop quota is chosen. Each vote for them keeps the same part of its
 * weight, so that together they pay one quota, and goes on to the next candidate: the weighted inclusive Gregory method of the Scottish
 * Local Government Elections Order 2011, with exact fractions instead of five decimals. If nobody reaches the quota, the candidate with the fewest votes drops out. Among equals it is the one with fewer votes in the latest
 * earlier round that tells them apart, or else the last in tie order. Once only as many candidates are left as seats,
 * they fill them.
 *
 * Candidates who reach the quota in one round are chosen together. For up to three seats the same ones are chosen as
 * if the surplus of one was transferred first, because then no more than one further seat is left.
 */
export function fillByTransfers(cast: Cast<RankedVote>, seats: number): Filling<Transferred> {
  const { candidates, votes, voters } = cast;
  const all = [...candidates.keys()];
  const equal = largestTier(votes);
  let units = 1n;
  for (let many = 2; many <= equal; many++) units = lcm(units, BigInt(many));
  const quota = BigInt(droopQuota(voters, seats));
  return {
    start: {
      chosen: [],
      eliminated: [],
      weights: votes.map(({ count }) => BigInt(count) * units),
      scale: units,
      earlier: [],
    },
    cost: 8 * votes.length * Math.min(candidates.length, 10) + candidates.length,
    key: ({ chosen, eliminated }) => `${chosen.join()} ${eliminated.join()}`,
    *step(state) {
      const { chosen, eliminated, weights, scale, earlier } = state;
      const left = all.filter((place) => !chosen.includes(place) && !eliminated.includes(place));
      const tops = yield* topsOf(votes, new Set(left));
      const had = new Map(left.map((place) => [place, 0n]));
      let exhausted = 0n;
      for (const [at, top] of tops.entries()) {
        const weight = weights[at] ?? 0n;
        if (top.length === 0) exhausted += weight;
        for (const place of top) had.set(place, of(had, place) + weight / BigInt(top.length));
      }
      const tiers = tiersBy(left, (x, y) => compare(of(had, x), of(had, y)));
      const round: Round = {
        scores: new Map(left.map((place) => [place, new Fraction(of(had, place), scale)])),
        tiers,
        exhausted: new Fraction(exhausted, scale),
      };
      const best = tiers.flat();
      const reached =
        left.length <= seats - chosen.length
          ? best
          : best.filter((place) => of(had, place) >= quota * scale);
      if (reached.length > 0) {
        const paid = pay(tops, weights, reached, had, { quota: quota * scale, units });
        const to = {
          chosen: [...chosen, ...reached],
          eliminated,
          weights: paid.weights,
          scale: scale * paid.factor,
          earlier: [had, ...earlier],
        };
        return { to: [to], round, level: [], complete: true };
      }
      const level = fewest(tiers.at(-1) ?? [], earlier);
      const to = level.toReversed().map((place) => ({
        ...state,
        eliminated: [...eliminated, place],
        earlier: [had, ...earlier],
      }));
      const last = level.at(-1);
      return {
        to,
        round: last === undefined ? round : { ...round, eliminated: last },
        level,
        complete: true,
      };
    },
  };
}

function largestTier(votes: Cast<RankedVote>["votes"]): number {
  let largest = 1;
  for (const { ends } of votes) {
    ends.forEach((end, tier) => {
      largest = Math.max(largest, end - (ends[tier - 1] ?? 0));
    });
  }
  return largest;
}

/** The candidates that each vote counts for now: those that are left in its highest tier that has any. */
function* topsOf(votes: Cast<RankedVote>["votes"], left: ReadonlySet<number>): Slices<number[][]> {
  const tops: number[][] = [];
  yield* eachOf(votes, (vote) => {
    let top: number[] = [];
    for (let tier = 0; top.length === 0 && tier < vote.ends.length; tier++)
      top = tierOf(vote, tier).filter((place) => left.has(place));
    tops.push(top);
  });
  return tops;
}

/**
 * Takes one quota from the votes for each chosen candidate, from each vote in proportion to what it gave. A candidate
 * below the quota, who fills the last seat, takes all it has.
 * @returns the weights in units that are `factor` times as small
 */
function pay(
  tops: readonly (readonly number[])[],
  weights: readonly bigint[],
  chosen: readonly number[],
  had: ReadonlyMap<number, bigint>,
  { quota, units }: { quota: bigint; units: bigint },
): { weights: bigint[]; factor: bigint } {
  const factor = chosen.reduce((product, place) => product * max(of(had, place), 1n), units);
  return {
    factor,
    weights: tops.map((top, at) => {
      const weight = weights[at] ?? 0n;
      const share = top.length === 0 ? 0n : weight / BigInt(top.length);
      let kept = weight * factor;
      for (const place of top) {
        if (!chosen.includes(place)) continue;
        const total = max(of(had, place), 1n);
        kept -= (share * min(quota, total) * factor) / total;
      }
      return kept;
    }),
  };
}

/** Of the last candidates, those with the fewest votes in the round before, and so on. */
function fewest(last: readonly number[], earlier: Transferred["earlier"]): readonly number[] {
  let level = last;
  for (const had of earlier) {
    if (level.length === 1) break;
    level = tiersBy(level, (x, y) => compare(of(had, x), of(had, y))).at(-1) ?? [];
  }
  return level;
}

function of(had: ReadonlyMap<number, bigint>, place: number): bigint {
  return had.get(place) ?? 0n;
}

function compare(a: bigint, b: bigint): number {
  return Number(a > b) - Number(a < b);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
