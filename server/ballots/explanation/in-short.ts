import Fraction from "fraction.js";
import { countInWords, pluralOf } from "@/server/platform/text/words";
import { tiedForFirst } from "../rules";
import type { IrvResult } from "../tally/methods/irv";
import type { RankedPairsResult } from "../tally/methods/ranked-pairs";
import type { SchulzeResult } from "../tally/methods/schulze";
import type { StarResult } from "../tally/methods/star";
import type { PointsResult } from "../tally/points";
import type { CountedBallot } from "./counted";
import { amountWithUnit, fractionInWords, numberInWords } from "./words";

const MOST = "more than any other paper";

/** Says in one sentence, to stand under its title, why a paper was chosen; null if none was. */
export function sayInShort({
  result,
  outcome,
  tieBreak,
  chosen,
}: Pick<CountedBallot, "result" | "outcome" | "tieBreak" | "chosen">): string | null {
  if (chosen === null || result.winner === null) return null;
  if (result.ranking.flat().length === 1) return "It was the only paper on the ballot.";
  const level = tiedForFirst(result);
  if (level.length === 1) return sayWhatItHad(result, chosen);
  const decided =
    outcome === "decided"
      ? "an organizer decided"
      : tieBreak === "draw"
        ? "the sealed draw decided"
        : "it was nominated first";
  if (level.length === result.tied.length && level.every((one) => result.tied.includes(one))) {
    const others = level.length - 1;
    return `It tied with ${numberInWords(others)} other ${pluralOf(others, "paper")}, and ${decided}.`;
  }
  return `${outcome === "decided" ? "Other papers could have won too" : "Ties had to be settled on the way"}, and ${decided}.`;
}

function sayWhatItHad(result: CountedBallot["result"], chosen: string): string {
  const who =
    result.voters === 1
      ? "the one member who voted"
      : `the ${countInWords(result.voters, "member")} who voted`;
  switch (result.rule) {
    case "approval":
      return `${sayHowMany(result, chosen)} ticked it, ${MOST}.`;
    case "plurality":
      return `${sayHowMany(result, chosen)} put it first, ${MOST}.`;
    case "score":
    case "borda":
      return `It got ${amountWithUnit(result.scores[chosen] ?? 0, "point")} from ${who}, ${MOST}.`;
    case "star":
      return sayRunoff(result, chosen);
    case "irv":
      return sayLastRound(result, chosen);
    case "schulze":
    case "ranked-pairs":
      return sayPairs(result, chosen);
    default:
      return `It had a weight of ${fractionInWords(new Fraction(result.scores[chosen] ?? 0))} behind it, ${MOST}.`;
  }
}

function sayHowMany({ voters, scores }: PointsResult, chosen: string): string {
  return voters === 1
    ? "The one member who voted"
    : `${fractionInWords(new Fraction(scores[chosen] ?? 0))} of the ${voters} members who voted`;
}

function sayRunoff({ runoff, scores }: StarResult, chosen: string): string {
  const other = runoff?.finalists.find((one) => one !== chosen);
  const pro = runoff?.votes[chosen] ?? 0;
  const contra = other === undefined ? 0 : (runoff?.votes[other] ?? 0);
  if (pro > contra)
    return `In the runoff between the two papers with the most points, ${amountWithUnit(pro, "vote")} scored it higher and ${contra} the other.`;
  return `The runoff was level, and it had the most points: ${scores[chosen] ?? 0}.`;
}

function sayLastRound({ rounds, eliminated, voters }: IrvResult, chosen: string): string {
  const last = rounds.at(-1);
  const votes = last?.counts[chosen] ?? 0;
  const counting = voters - (last?.exhausted ?? 0);
  const has = fractionInWords(new Fraction(votes));
  if (2 * votes <= counting) return "It was the last paper left when the others had dropped out.";
  if (rounds.length === 1)
    return `It was the first choice in ${has} of ${countInWords(voters, "vote")}, more than half.`;
  const gone = `${numberInWords(eliminated.length)} ${pluralOf(eliminated.length, "paper")}`;
  return `Once ${gone} had dropped out, it had ${has} of ${countInWords(counting, "vote")}, more than half.`;
}

function sayPairs(result: SchulzeResult | RankedPairsResult, chosen: string): string {
  const { pairwise, ranking } = result;
  const leads = ranking
    .flat()
    .filter((one) => one !== chosen)
    .map((other) => (pairwise[chosen]?.[other] ?? 0) - (pairwise[other]?.[chosen] ?? 0));
  if (leads.every((lead) => lead > 0))
    return "Whichever other paper it is compared with, more members prefer it.";
  if (leads.every((lead) => lead >= 0)) return "Compared one by one, no other paper beats it.";
  return result.rule === "schulze"
    ? "No paper beats all others, and its chains of wins are the strongest."
    : "No paper beats all others, and the clearest wins put it first.";
}
