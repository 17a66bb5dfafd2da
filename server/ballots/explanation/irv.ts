import Fraction from "fraction.js";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import type { IrvResult } from "../tally/methods/irv";
import type { Slices } from "../tally/slices";
import { smallestLift, type WonBallot } from "./counted";
import { capitalNumber, fractionInWords, moreInWords, numberInWords } from "./words";

type Ballot = WonBallot<IrvResult>;

/** Says how the rounds went, in whole sentences. */
export function wonByIrv(ballot: Ballot): string {
  const { result, winner, titleOf } = ballot;
  const { rounds, eliminated, settledByOrder, voters } = result;
  const title = `“${titleOf(winner)}”`;
  const last = rounds.at(-1);
  const votes = last?.counts[winner] ?? 0;
  const counting = voters - (last?.exhausted ?? 0);
  const has = fractionInWords(new Fraction(votes));
  const majority = 2 * votes > counting;
  const order = settledByOrder.length === 0 ? "" : ` ${describeTies(settledByOrder.length)}`;
  if (rounds.length === 1) {
    return majority
      ? `${title} was the first choice in ${has} of ${countInWords(voters, "vote")}, more than half.`
      : `${title} was the only paper.`;
  }
  const gone = `${numberInWords(eliminated.length)} ${pluralOf(eliminated.length, "paper")}`;
  const moved =
    "No paper had more than half of the first choices, so the weakest papers dropped out one by one and their votes moved on to their voters’ next choices.";
  return majority
    ? `${moved} When ${gone} had dropped out, ${title} had ${has} of the ${countInWords(counting, "vote")} that still named a paper in the running, more than half.${order}`
    : `${moved} ${title} was the last one left.${order}`;
}

function describeTies(count: number): string {
  const often = ["Once", "Twice"][count - 1] ?? `${capitalNumber(count)} times`;
  return `${often} the weakest papers were tied, also in all earlier rounds, and the tie-break order decided which one dropped out.`;
}

/** Says how many more first choices another paper needed to win. */
export function* changedByIrv(ballot: Ballot): Slices<string | null> {
  const lift = yield* smallestLift(ballot, (candidate) => ({ ranking: [[candidate]] }));
  if (lift)
    return `Had ${moreInWords(lift.votes, "member")} put “${ballot.titleOf(lift.candidate)}” first, it would have won.`;
  return null;
}
