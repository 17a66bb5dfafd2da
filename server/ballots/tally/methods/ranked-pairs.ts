import { castRankings } from "../cast";
import type { RankedElection } from "../election";
import { type Numbers, nameOf, type Outcome, outcome, takeTopTiers } from "../outcome";
import { compareInPairs, type Pairs } from "../pairwise";
import type { Slices } from "../slices";
import { type ByOrder, MOST_STATES, placesOf, possibleWinnersPart } from "../universes/explore";
import { winnersOfPairs } from "../universes/pairs";

export interface RankedPairsResult extends Outcome, ByOrder {
  rule: "ranked-pairs";
  /** Number of votes that rank the first candidate above the second. */
  pairwise: Record<string, Numbers>;
  /** The locked pairs, winner first, sorted by name. */
  locked: [string, string][];
  /** Every pair with more votes for it than against it, in the order in which they were taken. */
  steps: { winner: string; loser: string; for: number; against: number; locked: boolean }[];
}

interface Defeat {
  winner: number;
  loser: number;
  for: number;
  against: number;
}

/**
 * Ranked pairs: the pairs with a majority are taken, the largest first, and each is locked unless it
 * would close a circle with those before. (Tideman, _Independence of clones as a criterion for voting
 * rules_, Social Choice and Welfare 4, 1987.) Pairs of one size go by fewer votes against, then by
 * the winner that comes earlier in tie order, then by the loser that comes later.
 * @param states how many to look at for other possible winners; none for 0
 */
export function* rankedPairs(
  election: RankedElection,
  states = MOST_STATES,
): Slices<RankedPairsResult> {
  const cast = yield* castRankings(election);
  const { candidates } = cast;
  const pairwise = yield* compareInPairs(cast);
  const taken = defeats(pairwise);
  yield;
  const { stands, steps } = lock(taken, candidates.length);
  const result = outcome(cast, takeTopTiers(candidates.length, stands));
  const name = (place: number) => nameOf(candidates, place);
  const named = steps.map((step) => ({
    ...step,
    winner: name(step.winner),
    loser: name(step.loser),
  }));
  return {
    rule: "ranked-pairs",
    ...result,
    ...(states > 0 && cast.voters > 0
      ? possibleWinnersPart(
          candidates,
          yield* winnersOfPairs(
            candidates.length,
            groupsOf(taken),
            placesOf(candidates, result),
            states,
          ),
        )
      : {}),
    pairwise: pairwise.named(candidates),
    locked: named
      .filter(({ locked }) => locked)
      .map(({ winner, loser }): [string, string] => [winner, loser])
      .sort(([a, b], [c, d]) => order(a, c) || order(b, d)),
    steps: named,
  };
}

function defeats(votes: Pairs): Defeat[] {
  const found: Defeat[] = [];
  for (let winner = 0; winner < votes.size; winner++) {
    for (let loser = 0; loser < votes.size; loser++) {
      const [pro, contra] = [votes.at(winner, loser), votes.at(loser, winner)];
      if (pro > contra) found.push({ winner, loser, for: pro, against: contra });
    }
  }
  return found.sort(
    (a, b) => b.for - a.for || a.against - b.against || a.winner - b.winner || b.loser - a.loser,
  );
}

/** Groups pairs that have the same votes for and against. @param defeats the largest first */
function groupsOf(defeats: readonly Defeat[]): Defeat[][] {
  const groups: Defeat[][] = [];
  for (const defeat of defeats) {
    const last = groups.at(-1);
    if (last?.[0]?.for === defeat.for && last[0].against === defeat.against) last.push(defeat);
    else groups.push([defeat]);
  }
  return groups;
}

/** @param defeats in the order in which they are to be taken */
function lock(defeats: readonly Defeat[], size: number) {
  const all = Array.from({ length: size }, (_, place) => place);
  // The candidates below each candidate by the pairs locked so far, directly or through others.
  const reaches = all.map(() => new Set<number>());
  const direct = all.map(() => new Set<number>());
  const steps = defeats.map((defeat) => {
    const { winner, loser } = defeat;
    const locked = !reaches[loser]?.has(winner);
    if (locked) {
      direct[winner]?.add(loser);
      if (!reaches[winner]?.has(loser)) {
        for (const x of all) {
          if ((x !== winner && !reaches[x]?.has(winner)) || reaches[x]?.has(loser)) continue;
          for (const y of reaches[loser] ?? []) reaches[x]?.add(y);
          reaches[x]?.add(loser);
        }
      }
    }
    return { ...defeat, locked };
  });
  return { steps, stands: (x: number, y: number) => direct[x]?.has(y) ?? false };
}

function order(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
