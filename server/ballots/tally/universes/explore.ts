import { namesOf, type Outcome } from "../outcome";
import type { Slices } from "../slices";

/** Most states that a count looks at, if the tie order decided inside its rule. */
export const MOST_STATES = 20_000;
/**
 * Steps of about 7 ns that the states of one count may take together, so a tenth of a second. This bounds
 * large ballots, where one state costs much. Unlike a clock, it stops at the same place on every machine.
 */
const MOST_STEPS = 14_000_000;
/** Steps of a slice: about ten milliseconds. */
const SLICE = 1_400_000;

/** The part of a result that a rule adds if the tie order decided inside it. */
export interface ByOrder {
  decidedByOrder?: true;
  /** Candidates that win under some order of the ties inside the rule, in tie order. */
  possibleWinners?: string[];
  /** False if there were too many ties to follow them all. The winners found are still possible. */
  possibleWinnersComplete?: false;
}

/** Whether one candidate can win, asked from state to state. */
export interface Question<State> {
  /** Makes a state from one that `step` returned. States with the same `key` lead to the same winners. */
  enter(state: State): { key: string; state: State };
  /** Goes on as far as all orders agree, and returns the states where they part, the most promising last. */
  step(state: State): { wins: boolean } | { key: string; next: State[] };
}

/** Counts the states and steps of all questions of one count. */
export class Budget {
  #states: number;
  #steps = MOST_STEPS;
  #stopsAt = MOST_STEPS - SLICE;

  constructor(states: number) {
    this.#states = states;
  }

  /** Adds steps that were taken. */
  spend(steps: number): void {
    this.#steps -= steps;
  }

  /** @returns whether steps are left */
  takeStep(): boolean {
    return this.#steps > 0;
  }

  /** @returns whether a slice is over; the next one then begins */
  takeStop(): boolean {
    if (this.#steps > this.#stopsAt) return false;
    this.#stopsAt = this.#steps - SLICE;
    return true;
  }

  /** @returns whether there was a state left to look at */
  takeState(): boolean {
    if (this.#states <= 0) return false;
    this.#states -= 1;
    return true;
  }
}

/**
 * Whether a candidate wins in any universe, depth first, each state once.
 * @returns null if the budget ended before there was an answer
 */
export function* canWin<State>(
  start: State,
  question: Question<State>,
  budget: Budget,
): Slices<boolean | null> {
  const seen = new Set<string>();
  const isNew = (key: string) => seen.size < seen.add(key).size;
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!budget.takeStep()) return null;
    if (budget.takeStop()) yield;
    const { key, state } = question.enter(next);
    if (!isNew(`before ${key}`)) continue;
    const at = question.step(state);
    if ("wins" in at) {
      if (at.wins) return true;
      continue;
    }
    if (!isNew(`after ${at.key}`)) continue;
    if (!budget.takeState()) return null;
    for (const one of at.next) open.push(one);
  }
  return false;
}

/**
 * Adds every other candidate that can win to the known winners.
 * @param known places that win in some universe
 * @param others places that may
 */
export function* askEach(
  known: readonly number[],
  others: readonly number[],
  ask: (place: number) => Slices<boolean | null>,
): Slices<{ places: number[]; complete: boolean }> {
  const places = [...known];
  let complete = true;
  for (const place of others) {
    if (known.includes(place)) continue;
    const can = yield* ask(place);
    if (can) places.push(place);
    if (can === null) complete = false;
  }
  return { places, complete };
}

/** The part to add to a result. @param places of all possible winners */
export function possibleWinnersPart(
  candidates: readonly string[],
  { places, complete }: { places: readonly number[]; complete: boolean },
): ByOrder {
  const several = places.length > 1;
  if (!several && complete) return {};
  return {
    ...(several ? { decidedByOrder: true } : {}),
    possibleWinners: namesOf(
      candidates,
      places.toSorted((x, y) => x - y),
    ),
    ...(complete ? {} : { possibleWinnersComplete: false }),
  };
}

/** The places of the candidates that a result puts first, for `askEach`. */
export function placesOf(candidates: readonly string[], { tied }: Outcome): number[] {
  return tied.map((name) => candidates.indexOf(name));
}
