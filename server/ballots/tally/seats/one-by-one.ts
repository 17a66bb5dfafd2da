import Fraction from "fraction.js";
import { tiedForFirst } from "../../rules";
import type { ApprovalVote, Cast, ScoredVote } from "../cast";
import type { RankedElection, ScoredElection } from "../election";
import { lcm } from "../exact";
import { rankedPairs } from "../methods/ranked-pairs";
import { star } from "../methods/star";
import { type Outcome, tiersBy } from "../outcome";
import { eachOf, type Slices } from "../slices";
import type { ByOrder } from "../universes/explore";
import type { Filled, Filling, Step } from "./filling";

/** Fills one seat per round with the candidate that comes first in it. */
function fillOneByOne(
  cost: number,
  round: (chosen: readonly number[]) => Slices<Omit<Step<Filled>, "to">>,
): Filling<Filled> {
  return {
    start: { chosen: [] },
    cost,
    key: ({ chosen }) => chosen.toSorted((x, y) => x - y).join(),
    *step({ chosen }) {
      const next = yield* round(chosen);
      return { ...next, to: next.level.map((place) => ({ chosen: [...chosen, place] })) };
    },
  };
}

/** A vote as points: one for each tick, or a score. */
interface Points {
  count: number;
  /** Candidates with points, and their points. */
  given: readonly (readonly [number, number])[];
}

/** Points of approval votes, of which one is the most that a vote gives. */
export function pointsOfTicks({ votes }: Cast<ApprovalVote>): Points[] {
  return votes.map(({ approved, count }) => ({
    count,
    given: approved.map((place) => [place, 1] as const),
  }));
}

export function pointsOfScores({ votes }: Cast<ScoredVote>): Points[] {
  return votes.map(({ scores, count }) => ({
    count,
    given: [...scores].flatMap((score, place) => (score > 0 ? [[place, score] as const] : [])),
  }));
}

/**
 * Fills seats so that voters whose papers are chosen weigh less for the next one. The most points win a seat. A vote
 * counts C / (C + S), where C is the most points that a vote gives one candidate and S the points that it gave those
 * already chosen.
 *
 * With ticks this is Thiele's sequential rule: 1, 1/2, 1/3. (Thiele, _Om Flerfoldsvalg_, 1895.) For up to five seats
 * a group as large as a full share of the voters that agrees on a candidate never goes without: Sánchez-Fernández and
 * others, _Proportional justified representation_, AAAI 2017. With scores it is reweighted range voting (Smith, 2005),
 * which is the same for votes of nothing but top scores.
 */
export function fillByLighterVotes(
  size: number,
  votes: readonly Points[],
  most: number,
  seats: number,
): Filling<Filled> {
  // One vote in parts, so that every weight is a whole number.
  let parts = 1n;
  for (let had = most; had <= most * seats; had++) parts = lcm(parts, BigInt(had));
  return fillOneByOne(votes.length * Math.min(size, 10) + size, function* (chosen) {
    const taken = new Set(chosen);
    const sums = Array.from({ length: size }, () => 0n);
    yield* eachOf(votes, ({ count, given }) => {
      let had = most;
      for (const [place, points] of given) if (taken.has(place)) had += points;
      const weight = (parts / BigInt(had)) * BigInt(most) * BigInt(count);
      for (const [place, points] of given)
        if (!taken.has(place)) sums[place] = (sums[place] ?? 0n) + weight * BigInt(points);
    });
    const left = [...sums.keys()].filter((place) => !taken.has(place));
    return byScores(left, (place) => new Fraction(sums[place] ?? 0n, parts));
  });
}

/** Fills seats with the candidates that have most points as the votes were cast. */
export function fillByPoints(points: readonly Fraction[]): Filling<Filled> {
  return fillOneByOne(points.length, function* (chosen) {
    const left = [...points.keys()].filter((place) => !chosen.includes(place));
    return byScores(left, (place) => points[place] ?? new Fraction(0));
  });
}

function byScores(left: readonly number[], score: (place: number) => Fraction) {
  const scores = new Map(left.map((place) => [place, score(place)]));
  const of = (place: number) => scores.get(place) ?? new Fraction(0);
  const tiers = tiersBy(left, (x, y) => of(x).compare(of(y)));
  return { round: { scores, tiers }, level: tiers[0] ?? [], complete: true };
}

/** Fills seats from the top of a ranking. @param ranking tiers of places, each in tie order */
export function fillByRanking(ranking: readonly (readonly number[])[]): Filling<Filled> {
  return fillOneByOne(ranking.length, function* (chosen) {
    const tiers = ranking
      .map((tier) => tier.filter((place) => !chosen.includes(place)))
      .filter((tier) => tier.length > 0);
    return { round: { scores: null, tiers }, level: tiers[0] ?? [], complete: true };
  });
}

/**
 * Fills each seat by the whole rule among the candidates that are left: "bloc STAR", and ranked pairs, whose ranking
 * stays the same without its first candidate.
 * @param states how many to look at in each round for other possible winners
 */
export function fillByRepeating(
  election: RankedElection | ScoredElection,
  states: number,
): Filling<Filled> {
  const { candidates } = election;
  // Each round may explore as many ties as a count of its own, so only a few are followed.
  return fillOneByOne(1_400_000, function* (chosen) {
    const left = candidates.filter((_, place) => !chosen.includes(place));
    const result: Outcome & ByOrder =
      election.rule === "star"
        ? yield* star(withOnly(election, left))
        : yield* rankedPairs(withOnly(election as RankedElection, left), states);
    const placeOf = (name: string) => candidates.indexOf(name);
    const tiers = result.ranking.map((tier) => tier.map(placeOf));
    const winners = tiedForFirst(result).map(placeOf);
    const first = placeOf(result.winner ?? "");
    // Without a vote on those that are left, all of them are level. Where ties are settled on the way, the winner need
    // not be the first possible one.
    const level = first < 0 ? (tiers[0] ?? []) : [first, ...winners.filter((one) => one !== first)];
    return {
      round: { scores: null, tiers },
      level,
      complete: result.possibleWinnersComplete !== false,
    };
  });
}

/** The same votes, as if only these candidates stood. A vote that says nothing about them becomes empty. */
function withOnly<Some extends RankedElection | ScoredElection>(
  election: Some,
  candidates: string[],
): Some {
  const stands = new Set(candidates);
  const votes = election.votes.map((vote) =>
    "scores" in vote
      ? {
          ...vote,
          scores: Object.fromEntries(
            Object.entries(vote.scores).filter(([name]) => stands.has(name)),
          ),
        }
      : { ...vote, ranking: vote.ranking.map((tier) => tier.filter((name) => stands.has(name))) },
  );
  return { ...election, candidates, votes } as Some;
}
