/**
 * Finds every winner under some order of the ties inside a rule, by trying every order. An instant
 * runoff and STAR show all their possible winners when the tie order is permuted. Ranked pairs can take
 * its pairs in more orders than that. There, a group of equal pairs locks a largest possible part that makes no
 * circle, and every such part is tried.
 */
import type { RankedElection, ScoredElection } from "@/server/ballots/tally/election";
import { secondOpinion } from "./one-round";
import { above } from "./pairs";

type Pair = readonly [string, string];

export function winsByAnyOrder(election: RankedElection | ScoredElection): string[] {
  const winners =
    election.rule === "ranked-pairs"
      ? byPairs(election)
      : permutations(election.candidates).map((candidates) => {
          const { winner } = secondOpinion({ ...election, candidates } as ScoredElection) as {
            winner: string;
          };
          return winner;
        });
  return election.candidates.filter((candidate) => winners.includes(candidate));
}

function permutations(names: readonly string[]): string[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((first) =>
    permutations(names.filter((name) => name !== first)).map((rest) => [first, ...rest]),
  );
}

function byPairs({ candidates, votes }: RankedElection): string[] {
  const rankings = votes
    .flatMap(({ ranking, count = 1 }) => Array.from({ length: count }, () => ranking))
    .map((ranking) => ranking.filter((tier) => tier.length > 0))
    .filter((ranking) => ranking.length > 0);
  if (rankings.length === 0) return [];
  const d = (a: string, b: string) => above(rankings, a, b);
  const groups = new Map<string, Pair[]>();
  for (const a of candidates) {
    for (const b of candidates) {
      if (d(a, b) <= d(b, a)) continue;
      // Sorting as text puts the strongest first, because there are fewer than 100 votes.
      const key = [99 - d(a, b), d(b, a)].map((n) => String(n).padStart(2, "0")).join();
      groups.set(key, [...(groups.get(key) ?? []), [a, b]]);
    }
  }
  const inOrder = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pairs]) => pairs);
  const take = (locked: Pair[], [group, ...rest]: Pair[][]): string[] => {
    if (!group) return candidates.filter((c) => !locked.some(([, loser]) => loser === c));
    const parts = subsets(group)
      .map((part) => [...locked, ...part])
      .filter((pairs) => !circles(pairs));
    const largest = parts.filter((part) =>
      group.every((pair) => part.includes(pair) || circles([...part, pair])),
    );
    return largest.flatMap((part) => take(part, rest));
  };
  return take([], inOrder);
}

function subsets(pairs: Pair[]): Pair[][] {
  const [first, ...others] = pairs;
  if (!first) return [[]];
  return subsets(others).flatMap((part) => [part, [first, ...part]]);
}

/** Whether there is a circle: repeatedly removing candidates that nobody is above leaves somebody. */
function circles(pairs: Pair[]): boolean {
  const left = pairs.filter(([winner]) => pairs.some(([, loser]) => loser === winner));
  return left.length === pairs.length ? pairs.length > 0 : circles(left);
}
