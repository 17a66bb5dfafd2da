import { askEach, Budget, canWin, type Question } from "./explore";
import { Standing } from "./standing";

/** A pair with a majority; pairs of one `group` have as many votes for and against. */
export interface Pair {
  winner: number;
  loser: number;
}

interface State {
  /** The group that is being taken. */
  group: number;
  standing: Standing;
  /** The pair to lock next; null at the beginning. */
  pair: Pair | null;
}

/**
 * Finds the candidates that ranked pairs can put first if pairs with equal votes for and against come in any order:
 * "parallel universes" (Brill and Fischer, _The Price of Neutrality for the Ranked Pairs Method_,
 * AAAI 2012, who show that nothing quick decides it in general).
 *
 * Only the order that locked pairs imply matters, so that order is the state. A pair that is in no circle
 * with locked pairs and the rest of its group is locked in every order.
 * @param known places that win in one universe
 */
export function* winnersOfPairs(
  size: number,
  groups: readonly (readonly Pair[])[],
  known: readonly number[],
  states: number,
) {
  const budget = new Budget(states);
  const start: State = { group: 0, standing: new Standing(size), pair: null };
  const first = advance(start, groups, budget);
  const left = first ? start.standing.tops() : [];
  return yield* askEach(known, left, (place) =>
    canWin(start, questionOf(place, groups, budget), budget),
  );
}

/** Pairs of one group that form circles, so that the order decides which of them is locked. */
interface Fork {
  circling: Pair[];
  /** For each loser, the candidates below it by locked pairs and by the pairs left in the group. */
  below: Map<number, Uint32Array>;
}

/** Locks, in place, every pair that all orders lock. @returns where orders differ, or null at the end */
function advance(state: State, groups: readonly (readonly Pair[])[], budget: Budget): Fork | null {
  const { standing } = state;
  for (; state.group < groups.length; state.group++) {
    const group = groups[state.group] ?? [];
    for (;;) {
      const left = group.filter(
        ({ winner, loser }) => !standing.has(winner, loser) && !standing.has(loser, winner),
      );
      budget.spend(group.length);
      const [only, ...others] = left;
      if (!only) break;
      if (others.length === 0) {
        standing.lock(only.winner, only.loser);
        budget.spend(standing.cost);
        break;
      }
      const below = standing.belowWith(left);
      budget.spend((3 * below.size + 2) * standing.cost);
      const circles = ({ winner, loser }: Pair) => has(below.get(loser), winner);
      const certain = left.filter((pair) => !circles(pair));
      if (certain.length === 0) return { circling: left, below };
      for (const { winner, loser } of certain) standing.lock(winner, loser);
      budget.spend(certain.length * standing.cost);
    }
  }
  return null;
}

/** The question whether this candidate can end with nobody above it. */
function questionOf(
  place: number,
  groups: readonly (readonly Pair[])[],
  budget: Budget,
): Question<State> {
  return {
    enter({ group, standing: from, pair }) {
      const standing = from.copy();
      if (pair) standing.lock(pair.winner, pair.loser);
      budget.spend(5 * standing.cost);
      return { key: `${group} ${standing.key()}`, state: { group, standing, pair: null } };
    },
    step(state) {
      const { standing } = state;
      const fork = advance(state, groups, budget);
      if (standing.hasAbove(place)) return { wins: false };
      if (!fork) return { wins: true };
      // Candidates below it cannot get above it.
      const threatened = groups
        .slice(state.group)
        .some((group) =>
          group.some(({ winner, loser }) => loser === place && !standing.has(place, winner)),
        );
      if (!threatened) return { wins: true };
      return {
        key: `${state.group} ${standing.key()}`,
        next: choices(place, fork, standing).map((pair) => ({ ...state, pair })),
      };
    },
  };
}

/**
 * Selects the pairs to take first. The pairs that a group locks can be taken in any order. So while the
 * candidate has to get above somebody in this group, we take first what leads on from it; after
 * that, circles that do not touch each other one after the other.
 */
function choices(place: number, { circling, below }: Fork, standing: Standing): Pair[] {
  const under = (other: number) => other === place || standing.has(place, other);
  if (circling.some(({ loser }) => loser === place))
    return circling.filter(({ winner, loser }) => under(winner) && !under(loser));
  const [first] = circling;
  return circling.filter(
    ({ winner, loser }) =>
      first && has(below.get(first.loser), winner) && has(below.get(loser), first.winner),
  );
}

function has(row: Uint32Array | undefined, place: number): boolean {
  return (((row?.[place >> 5] ?? 0) >>> (place & 31)) & 1) === 1;
}
