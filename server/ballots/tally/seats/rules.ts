/** Most papers that one ballot chooses: what is promised of several seats is proved for no more than a few. */
export const SEATS_MAX = 3;

/** The promise of a ballot for several papers under a rule. */
export type SeatsPromise = "proportional" | "best" | "one";

/**
 * Says what several seats mean under a rule. "proportional": of two papers, each half of the voters can have one.
 * "best": the papers that the same votes put first. "one": the rule chooses one paper at a time.
 */
export function seatsPromiseOf(rule: string): SeatsPromise {
  if (rule.startsWith("perpetual")) return "one";
  return rule === "approval" || rule === "score" || rule === "irv" ? "proportional" : "best";
}

/** A sentence that says why a ballot cannot choose so many papers, or null. */
export function seatsProblem(
  { rule, seats }: { rule: string; seats: number },
  candidates: number,
): string | null {
  if (seats === 1) return null;
  if (seatsPromiseOf(rule) === "one")
    return "A rule that is fair over time chooses one paper per ballot, because each ballot is one round of its count.";
  if (candidates > seats) return null;
  return `To choose ${seats} papers, put at least ${seats + 1} on the ballot.`;
}

/** The number of papers that a ballot with so many candidates can choose; at least one. */
export function fitSeats(seats: number, candidates: number): number {
  return Math.max(1, Math.min(seats, candidates - 1));
}
