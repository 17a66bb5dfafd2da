import type Fraction from "fraction.js";
import type { Slices } from "../slices";
import { Budget, MOST_STATES } from "../universes/explore";

/** Most sets of candidates that a result lists, if ties decide which is chosen. */
const MOST_CHOICES = 100;

/** The seats that are filled so far. */
export interface Filled {
  /** Places of candidates, in the order in which they were chosen. */
  chosen: readonly number[];
}

/** One round of a count: somebody is chosen, or, where votes are transferred, drops out. */
export interface Round {
  /** The points of each candidate that was left; null under rules that compare candidates in pairs. */
  scores: ReadonlyMap<number, Fraction> | null;
  /** The candidates that were left, best first. */
  tiers: readonly (readonly number[])[];
  eliminated?: number;
  /** Votes, or parts of votes, that name no candidate who is left. */
  exhausted?: Fraction;
}

/** One round, with the states that can follow it. */
export interface Step<State> {
  /** The states after this round: one, or one for each way to settle its tie, that of the tie order first. */
  to: readonly State[];
  round: Round;
  /** Candidates between which only the tie order decided, in tie order; one or none if there was no tie. */
  level: readonly number[];
  /** False if a rule could not follow all ties of its own. */
  complete: boolean;
}

/** A way to fill seats, round by round. */
export interface Filling<State extends Filled> {
  start: State;
  /** The price of a step, in the steps of a budget. */
  cost: number;
  /** States with the same key lead to the same choices. */
  key(state: State): string;
  step(state: State): Slices<Step<State>>;
}

/** A round with the state to which the tie order led. */
export interface Passed<State> {
  step: Step<State>;
  before: State;
  after: State;
}

/** Fills the seats by the tie order. */
export function* fillInTieOrder<State extends Filled>(
  { start, step }: Filling<State>,
  seats: number,
): Slices<Passed<State>[]> {
  const passed: Passed<State>[] = [];
  for (let before = start; before.chosen.length < seats; ) {
    const next = yield* step(before);
    const [after] = next.to;
    if (!after) break;
    passed.push({ step: next, before, after });
    before = after;
  }
  return passed;
}

/**
 * Finds the sets of candidates that fill the seats under some order of ties, that of the tie order first.
 * @param states how many to look at
 */
export function* findChoices<State extends Filled>(
  filling: Filling<State>,
  seats: number,
  states = MOST_STATES,
): Slices<{ choices: number[][]; complete: boolean }> {
  const budget = new Budget(states);
  const seen = new Set<string>();
  const found = new Map<string, number[]>();
  const open = [filling.start];
  let complete = true;
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const key = filling.key(state);
    if (seen.has(key)) continue;
    seen.add(key);
    if (state.chosen.length < seats) {
      if (!budget.takeStep() || !budget.takeState())
        return { choices: [...found.values()], complete: false };
      budget.spend(filling.cost);
      const next = yield* filling.step(state);
      complete &&= next.complete;
      if (next.to.length > 0) {
        for (const one of next.to.toReversed()) open.push(one);
        continue;
      }
    }
    const choice = state.chosen.toSorted((x, y) => x - y);
    if (found.size === MOST_CHOICES && !found.has(choice.join()))
      return { choices: [...found.values()], complete: false };
    found.set(choice.join(), choice);
  }
  return { choices: [...found.values()], complete };
}
