import Fraction from "fraction.js";
import { countInWords } from "@/server/platform/text/words";
import type { PointsResult } from "../tally/points";
import { losersOf, type WonBallot, winsTie } from "./counted";
import { amountWithUnit, fractionInWords, moreInWords } from "./words";

type Ballot = WonBallot<PointsResult>;

/** Says how many points the winner got, and that no paper got more. */
export function wonByPoints(ballot: Ballot): string {
  const { result, winner, titleOf } = ballot;
  const points = result.scores[winner] ?? 0;
  const { voters, tied, rule } = result;
  const title = `“${titleOf(winner)}”`;
  const alone = tied.length === 1 && losersOf(ballot).length > 0;
  const most = `${alone ? ", more than any other" : ""}.`;
  const who =
    voters === 1 ? "the one member who voted" : `the ${countInWords(voters, "member")} who voted`;
  const of = voters === 1 ? who : `${points} of ${who}`;
  switch (rule) {
    case "approval":
      return `${title} was approved by ${of}${most}`;
    case "plurality":
      if (points === 0) return "No vote put a single paper first, so no paper got a point.";
      return `${title} was put first by ${of}${most}`;
    case "score":
      return `${title} got ${amountWithUnit(points, "point")} from ${who}${most}`;
    case "borda":
      return `${title} earned ${amountWithUnit(points, "point")} by its places in ${countInWords(voters, "vote")}${most} A vote gives a paper one point for each paper ranked below it, and half a point for each paper ranked equal to it.`;
  }
}

/** Says what would have made the runner-up win. */
export function changedByPoints(ballot: Ballot): string | null {
  const { result, winner, titleOf } = ballot;
  const [second] = losersOf(ballot);
  if (second === undefined) return null;
  const title = `“${titleOf(second)}”`;
  const needed = pointsNeeded(ballot, second);
  switch (result.rule) {
    case "approval":
      return `With ${moreInWords(needed, "tick")}, ${title} would have won.`;
    case "plurality":
      return `Had ${moreInWords(needed, "member")} put ${title} first, it would have won.`;
    case "score":
      return `With ${moreInWords(needed, "point")}, ${title} would have won.`;
    case "borda": {
      const behind = new Fraction(result.scores[winner] ?? 0).sub(result.scores[second] ?? 0);
      const gap = behind.equals(0)
        ? `${title} was tied`
        : `${title} was ${fractionInWords(behind)} ${behind.equals(1) ? "point" : "points"} behind`;
      return `${gap}; had ${moreInWords(votesNeeded(ballot, second), "member")} ranked only that paper, it would have won.`;
    }
  }
}

/** Points that a candidate lacks to win outright, or by the tie order. */
export function pointsNeeded(ballot: Ballot, candidate: string): number {
  const { scores } = ballot.result;
  const gap = (scores[ballot.winner] ?? 0) - (scores[candidate] ?? 0);
  return gap + (winsTie(ballot, candidate, ballot.winner) ? 0 : 1);
}

/**
 * Borda: votes that rank this candidate and nobody else. Each brings it n − 1 points and every other
 * one (n − 2) / 2, so it comes n / 2 closer to all of them.
 */
export function votesNeeded(ballot: Ballot, candidate: string): number {
  const { scores } = ballot.result;
  const size = ballot.election.candidates.length;
  const lacking = losersOf({ ...ballot, winner: candidate }).map((other) => {
    const steps = new Fraction(scores[other] ?? 0).sub(scores[candidate] ?? 0).div(size, 2);
    const whole = Number(steps.ceil().n) * Number(steps.s);
    return steps.equals(whole) && !winsTie(ballot, candidate, other) ? whole + 1 : whole;
  });
  return Math.max(1, ...lacking);
}
