import Fraction from "fraction.js";
import { type Cast, castRankings, type RankedVote, tierOf } from "../cast";
import type { RankedElection } from "../election";
import { nearestDouble, ONE } from "../exact";
import { byName, type Numbers, nameOf, namesOf, type Outcome, outcome, tiersBy } from "../outcome";
import { eachOf, type Slices } from "../slices";
import { type ByOrder, MOST_STATES, possibleWinnersPart } from "../universes/explore";
import { winnersOfRounds } from "../universes/rounds";

export interface IrvResult extends Outcome, ByOrder {
  rule: "irv";
  /** Votes of each continuing candidate in each round, and the number of votes that name none of them. */
  rounds: { counts: Numbers; exhausted: number }[];
  /** In the order of the rounds. */
  eliminated: string[];
  /** Transfers from each eliminated candidate: one entry fewer than there are rounds. */
  transfers: { from: string; to: Numbers; exhausted: number }[];
  /** Eliminations that only the tie order settled, with all tied candidates; rounds count from 0. */
  settledByOrder: { round: number; level: string[]; eliminated: string }[];
}

/** Votes to look through per slice for those of the eliminated candidate; most stay where they are. */
const MOVED = 5000;

interface Round {
  continuing: number[];
  /** Votes of each candidate by place, in parts of a vote; 0 for eliminated ones. */
  shares: bigint[];
  exhausted: number;
}

interface Elimination {
  place: number;
  /** Candidates with the fewest votes in this round and in every earlier one, in tie order. */
  level: number[];
}

/**
 * Instant runoff: votes count for their highest continuing candidates, in equal fractions where
 * several are tied there, until one has more than half of the votes that still count. (Ware, 1871;
 * equal ranks: "split" IRV in Delemazure and Peters, _Generalizing instant runoff voting to allow
 * indifferences_, EC 2024.) The candidate with the fewest votes is eliminated. Among equals it is the one with
 * fewer votes in the latest earlier round that tells them apart, or else the last in tie order.
 *
 * `tied` are the candidates that are level in every round from some point to the end, so that the
 * tie order alone chose among them; `ranking` goes on with those left in the last round, by votes,
 * and then backwards through the eliminated.
 * @param states how many to look at for other possible winners; none for 0
 */
export function* irv(election: RankedElection, states = MOST_STATES): Slices<IrvResult> {
  const cast = yield* castRankings(election);
  const { candidates } = cast;
  const parts = partsOf(cast);
  const { rounds, eliminations } = yield* run(cast, parts);
  const votes = (share: bigint) => nearestDouble(new Fraction(share, parts));
  const named = (places: readonly number[]) => namesOf(candidates, places);
  const result = outcome(cast, tiersOf(rounds, eliminations));
  const several = states > 0 && eliminations.some(({ level }) => level.length > 1);
  const first = candidates.indexOf(result.winner ?? "");
  return {
    rule: "irv",
    ...result,
    ...(several
      ? possibleWinnersPart(candidates, yield* winnersOfRounds(cast, parts, [first], states))
      : {}),
    rounds: rounds.map(({ continuing, shares, exhausted }) => ({
      counts: byName(candidates, continuing, (place) => votes(shares[place] ?? 0n)),
      exhausted,
    })),
    eliminated: named(eliminations.map(({ place }) => place)),
    transfers: eliminations.map(({ place }, index) => {
      const { gained, exhausted } = transfer(rounds[index], rounds[index + 1]);
      const to = byName(candidates, [...gained.keys()], (place) => votes(gained.get(place) ?? 0n));
      return { from: nameOf(candidates, place), to, exhausted };
    }),
    settledByOrder: eliminations.flatMap(({ place, level }, round) =>
      level.length === 1
        ? []
        : [{ round, level: named(level), eliminated: nameOf(candidates, place) }],
    ),
  };
}

/** Computes into how many parts to cut a vote, so that it can be divided equally within any tier. */
function partsOf({ votes }: Cast<RankedVote>): bigint {
  let largest = 1;
  for (const { ends } of votes) {
    ends.forEach((end, tier) => {
      largest = Math.max(largest, end - (ends[tier - 1] ?? 0));
    });
  }
  let parts = ONE;
  for (let several = 2; several <= largest; several++) parts = parts.lcm(several);
  return parts.n;
}

interface Run {
  rounds: Round[];
  eliminations: Elimination[];
}

function* run(cast: Cast<RankedVote>, parts: bigint): Slices<Run> {
  const rounds: Round[] = [];
  const eliminations: Elimination[] = [];
  const count = yield* counter(cast, parts);
  const continuing = new Set(cast.candidates.keys());
  let out: number | null = null;
  while (cast.voters > 0) {
    const round: Round = { continuing: [...continuing], ...(yield* count(out)) };
    rounds.push(round);
    const counting = BigInt(cast.voters - round.exhausted) * parts;
    if (round.shares.some((share) => 2n * share > counting) || continuing.size === 1) break;
    const level = fewest(rounds);
    const place = level.at(-1);
    if (place === undefined) break;
    eliminations.push({ place, level });
    continuing.delete(place);
    out = place;
  }
  return { rounds, eliminations };
}

type Count = (out: number | null) => Slices<{ shares: bigint[]; exhausted: number }>;

/** Counts the first round, and then, given the eliminated candidate, the next: only votes that move are moved. */
function* counter({ candidates, votes }: Cast<RankedVote>, parts: bigint): Slices<Count> {
  const gone = new Set<number>();
  const shares = candidates.map(() => 0n);
  let exhausted = 0;
  const give = (top: readonly number[], count: number) => {
    const share = (BigInt(count) * parts) / BigInt(top.length);
    for (const place of top) shares[place] = (shares[place] ?? 0n) + share;
  };
  const counting: { vote: (typeof votes)[number]; height: number; top: number[] }[] = [];
  yield* eachOf(votes, (vote) => {
    const top = tierOf(vote, 0);
    give(top, vote.count);
    counting.push({ vote, height: 0, top });
  });
  return function* count(out: number | null) {
    if (out !== null) gone.add(out);
    const move = (one: (typeof counting)[number]) => {
      if (out === null || !one.top.includes(out)) return;
      const { vote } = one;
      give(one.top, -vote.count);
      one.top = one.top.filter((place) => place !== out);
      while (one.top.length === 0 && one.height < vote.ends.length) {
        one.height += 1;
        one.top = tierOf(vote, one.height).filter((place) => !gone.has(place));
      }
      if (one.top.length === 0) exhausted += vote.count;
      else give(one.top, vote.count);
    };
    yield* eachOf(counting, move, MOVED);
    return { shares: [...shares], exhausted };
  };
}

/** Finds the candidates with the fewest votes in the last round, among these in the round before, and so on. */
function fewest(rounds: readonly Round[]): number[] {
  let level = rounds.at(-1)?.continuing ?? [];
  for (const round of rounds.toReversed()) {
    [level = []] = tiersBy(level, (x, y) => compare(round, y, x));
    if (level.length === 1) break;
  }
  return level;
}

function tiersOf(rounds: readonly Round[], eliminations: readonly Elimination[]): number[][] {
  const last = rounds.at(-1);
  if (!last) return [];
  const [first = [], ...others] = tiersBy(last.continuing, (x, y) => compare(last, x, y));
  let tied = first;
  const beaten = eliminations.toReversed();
  // Backwards as long as no candidate of the time was ahead of another.
  while (others.length === 0 && beaten[0]?.level.length === tied.length + 1) {
    tied = beaten.shift()?.level ?? tied;
  }
  return [tied, ...others, ...beaten.map(({ place }) => [place])];
}

function compare({ shares }: Round, x: number, y: number): number {
  const [a, b] = [shares[x] ?? 0n, shares[y] ?? 0n];
  return Number(a > b) - Number(a < b);
}

/** Only the eliminated candidate has fewer votes than before, so all votes that others gained came from it. */
function transfer(before?: Round, after?: Round) {
  const gained = new Map<number, bigint>();
  for (const place of after?.continuing ?? []) {
    const more = (after?.shares[place] ?? 0n) - (before?.shares[place] ?? 0n);
    if (more > 0n) gained.set(place, more);
  }
  return { gained, exhausted: (after?.exhausted ?? 0) - (before?.exhausted ?? 0) };
}
