import type { z } from "zod";
import { refuse } from "@/server/platform/refusal";
import { closingProblem, openingProblem } from "../rules";
import { ballotChoices, type newBallotInput } from "../schema";
import { seatsProblem } from "../tally/seats/rules";

/** A ballot as an organizer enters it. */
export type NewBallot = z.output<typeof newBallotInput>;

/** Checks when a ballot opens and closes. @throws Refusal INVALID */
export function checkTimes({ opensAt, closesAt }: NewBallot, at: Date): void {
  const early = opensAt && openingProblem(opensAt, at);
  if (early) refuse("INVALID", { say: early, field: "opensAt" });
  const problem = closingProblem(closesAt, opensAt ?? at, opensAt !== null);
  if (problem) refuse("INVALID", { say: problem, field: "closesAt" });
}

/** Checks that the rule can choose so many of the papers. @throws Refusal INVALID */
export function checkSeats(choices: Pick<NewBallot, "rule" | "seats">, candidates: number): void {
  const say = seatsProblem(choices, candidates);
  if (say) refuse("INVALID", { say, field: "seats" });
}

/** The columns of a ballot as entered. */
export function columnsOf(input: NewBallot) {
  const { draft, opensAt, closesAt, title, note } = input;
  // A draft opens only by hand: with an opening time, the clock would open it.
  return { opensAt: draft ? null : opensAt, closesAt, title, note, ...ballotChoices.parse(input) };
}
