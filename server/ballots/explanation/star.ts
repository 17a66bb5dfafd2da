import type { StarResult } from "../tally/methods/star";
import type { Slices } from "../tally/slices";
import { SCORE_MAX } from "../votes/rules";
import { smallestLift, type WonBallot } from "./counted";
import { amountWithUnit, listTitles, moreInWords } from "./words";

type Ballot = WonBallot<StarResult>;

/** Says in whole sentences who reached the runoff and how it ended. */
export function wonByStar(ballot: Ballot): string {
  const { result, winner, titleOf } = ballot;
  const { scores, runoff, leftOutByOrder } = result;
  const title = `“${titleOf(winner)}”`;
  const [first, second] = runoff?.finalists ?? [];
  const other = winner === first ? second : first;
  const sum = (candidate: string) => scores[candidate] ?? 0;
  const votes = (candidate: string) => runoff?.votes[candidate] ?? 0;
  if (other === undefined) return `${title} got ${amountWithUnit(sum(winner), "point")}.`;
  const [high, low] = winner === first ? [winner, other] : [other, winner];
  const met = `“${titleOf(high)}” and “${titleOf(low)}” got the most points (${sum(high)} and ${sum(low)}), so they met in a runoff, which counts every vote once.`;
  const left =
    leftOutByOrder.length === 0
      ? ""
      : ` ${listTitles(leftOutByOrder.map(titleOf))} had as many points as the second and missed the runoff only because of the tie-break order.`;
  const [pro, contra] = [votes(winner), votes(other)];
  if (pro > contra)
    return `${met}${left} ${amountWithUnit(pro, "vote")} scored ${title} higher, and ${contra} the other one.`;
  const level = `Each was scored higher by ${amountWithUnit(pro, "vote")}`;
  return sum(winner) > sum(other)
    ? `${met}${left} ${level}, so the points decided.`
    : `${met}${left} ${level}.`;
}

/** Says how many more votes with full points another paper needed to win. */
export function* changedByStar(ballot: Ballot): Slices<string | null> {
  const lift = yield* smallestLift(ballot, (candidate) => ({ scores: { [candidate]: SCORE_MAX } }));
  if (!lift) return null;
  return `Had ${moreInWords(lift.votes, "member")} given “${ballot.titleOf(lift.candidate)}” ${SCORE_MAX} points and the others none, it would have won.`;
}
