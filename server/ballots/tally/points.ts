import Fraction from "fraction.js";
import type { Cast } from "./cast";
import { nearestDouble } from "./exact";
import { byName, type Numbers, type Outcome, outcome, tiersBy } from "./outcome";

export interface PointsResult extends Outcome {
  rule: "plurality" | "approval" | "score" | "borda";
  scores: Numbers;
}

/**
 * The result where most points win. Points are whole numbers of any length, so that no sum rounds.
 * @param per the units that make one point: 2 for a rule that gives half points
 */
export function pointsResult(
  rule: PointsResult["rule"],
  cast: Cast<unknown>,
  points: readonly bigint[],
  per = 1n,
): PointsResult {
  const all = cast.candidates.map((_, place) => place);
  const of = (place: number) => points[place] ?? 0n;
  const tiers = tiersBy(all, (x, y) => Number(of(x) > of(y)) - Number(of(x) < of(y)));
  const scores = byName(cast.candidates, all, (place) =>
    nearestDouble(new Fraction(of(place), per)),
  );
  return { rule, ...outcome(cast, tiers), scores };
}

/** Makes a list of zeros, one per candidate. */
export function zeroPoints({ candidates }: Cast<unknown>): bigint[] {
  return candidates.map(() => 0n);
}
