// Explains ballots that chose several papers.
import Fraction from "fraction.js";
import { countInWords, listInWords, ordinal, pluralOf } from "@/server/platform/text/words";
import { levelChoices } from "../rules";
import type { SeatRound, SeveralResult } from "../tally/seats/several";
import type { CountedForSeveral } from "./counted";
import { amountWithUnit, capitalNumber, fractionInWords, listTitles, numberInWords } from "./words";

/** Choices that a sentence about a tie lists before "and 3 others". */
const LISTED = 4;

/** Says why these papers were chosen, in whole sentences. */
export function explainSeveral(ballot: CountedForSeveral): string {
  const { result, tieBreak, outcome, chosen, titleOf } = ballot;
  const level = levelChoices(result);
  const caveat =
    result.possibleChoicesComplete === false
      ? " There were too many ties to follow them all, so more choices might have been possible."
      : "";
  if (level.length > 1 && tieBreak === "organizer") {
    const decided =
      outcome === "decided"
        ? `an organizer chose ${listTitles(chosen.map(titleOf))}`
        : "an organizer decides between them";
    return `${capitalNumber(level.length)} choices came out level: ${listChoices(ballot)}; ${decided}.${caveat}`;
  }
  const order =
    tieBreak === "draw"
      ? "the draw that was sealed when the ballot opened"
      : "the order of nomination";
  const tie =
    level.length > 1
      ? ` Only ${order} decided between level papers. The possible choices were ${listChoices(ballot)}.`
      : "";
  return `${sayHow(ballot)}${tie}${caveat}`;
}

/** “A” and “B”, or “A” and “C”. */
function listChoices({ result, titleOf }: CountedForSeveral): string {
  const level = levelChoices(result);
  const shown = level.length > LISTED ? level.slice(0, LISTED - 1) : level;
  const rest = level.length - shown.length;
  const words = shown.map((choice) => listTitles(choice.map(titleOf)));
  return [...words, ...(rest > 0 ? [countInWords(rest, "other choice")] : [])].join(", or ");
}

function sayHow({ result, titleOf }: CountedForSeveral): string {
  const { rule, rounds, chosen, quota = 0, voters } = result;
  const [first, ...later] = rounds.map((round) => ({ ...round, title: titles(round, titleOf) }));
  const all = listTitles(chosen.map(titleOf));
  switch (rule) {
    case "approval":
    case "score": {
      const had =
        rule === "approval"
          ? `was approved by ${pointsIn(first)} of`
          : `got ${pointsIn(first)} points from`;
      const third = result.seats > 2 ? ", and from members who had ticked two, a third" : "";
      const lighter =
        rule === "approval"
          ? `ticks from members who had ticked one chosen paper counted half${third}`
          : "a vote counted for less the more points it had given to chosen papers";
      return [
        `${first?.title} ${had} ${whoVoted(voters)}; no paper had more. From then on, ${lighter}.`,
        ...later.map((round) => `${round.title} then had the most: ${pointsIn(round)}.`),
      ].join(" ");
    }
    case "irv":
      return [
        `A paper needed ${countInWords(quota, "vote")} of ${voters} to be chosen (the quota).`,
        ...transferred(result, titleOf),
      ].join(" ");
    case "plurality":
    case "borda": {
      const points = chosen.map((one) =>
        fractionInWords(new Fraction(rounds[0]?.scores?.[one] ?? 0)),
      );
      const what = rule === "borda" ? "the most points by places" : "the most first places";
      return `${all} had ${what}: ${listInWords(points)}.`;
    }
    case "star":
      return `${first?.title} won the runoff between the two papers with the most points. ${later.map(({ title }) => `Without the papers already chosen, ${title} did.`).join(" ")}`;
    default:
      return `Compared two by two, ${all} come first.`;
  }
}

/** Says for each paper that was chosen how it got its seat. */
function transferred(
  { rounds, quota = 0 }: SeveralResult,
  titleOf: (id: string) => string,
): string[] {
  let out = 0;
  return rounds.flatMap(({ chosen, eliminated, scores }) => {
    if (eliminated !== undefined) out += 1;
    const gone =
      out > 0 ? `Once ${numberInWords(out)} ${pluralOf(out, "paper")} had dropped out, ` : "";
    return chosen.map((one) => {
      const had = scores?.[one] ?? 0;
      const title = `“${titleOf(one)}”`;
      const votes = amountWithUnit(had, "vote");
      if (had >= quota) return `${gone}${title} reached it with ${votes}.`;
      return `${gone}${title} was among the last papers left, with ${votes}.`;
    });
  });
}

function titles({ chosen }: SeatRound, titleOf: (id: string) => string): string {
  return listTitles(chosen.map(titleOf));
}

function pointsIn(round: SeatRound | undefined): string {
  const [one = ""] = round?.chosen ?? [];
  return fractionInWords(new Fraction(round?.scores?.[one] ?? 0));
}

function whoVoted(voters: number): string {
  return voters === 1
    ? "the one member who voted"
    : `the ${countInWords(voters, "member")} who voted`;
}

/** Says in one sentence, to stand under its title, why a paper is among those chosen. */
export function sayInShortOfSeveral(
  { result, outcome, tieBreak }: Pick<CountedForSeveral, "result" | "outcome" | "tieBreak">,
  chosen: string,
): string {
  const level = levelChoices(result);
  if (!level.every((choice) => choice.includes(chosen))) {
    if (outcome === "decided")
      return "Other papers could have been chosen too, and an organizer decided.";
    return `Another paper was level with it, and ${tieBreak === "draw" ? "the sealed draw decided" : "it was nominated first"}.`;
  }
  const { rule, rounds, voters, quota = 0 } = result;
  const seat = result.chosen.indexOf(chosen);
  const given = rounds[0]?.scores?.[chosen] ?? 0;
  const amount = fractionInWords(new Fraction(given));
  const of =
    voters === 1 ? "The one member who voted" : `${amount} of the ${voters} members who voted`;
  switch (rule) {
    case "approval":
      return seat === 0
        ? `${of} ticked it; no paper had more.`
        : `${of} ticked it, the most once ticks from members who had ticked a chosen paper counted for less.`;
    case "score":
      return seat === 0
        ? `It got ${amountWithUnit(given, "point")} from ${whoVoted(voters)}; no paper had more.`
        : `It got ${amountWithUnit(given, "point")}, the most once votes for chosen papers counted for less.`;
    case "irv": {
      const had = rounds.find((round) => round.chosen.includes(chosen))?.scores?.[chosen] ?? 0;
      return had >= quota
        ? `With ${amountWithUnit(had, "vote")} it reached the quota of ${quota}.`
        : `It was among the last papers left when the others had dropped out.`;
    }
    case "plurality":
      return `${of} put it first, ${nth(seat)} number.`;
    case "borda":
      return `It got ${amountWithUnit(given, "point")} from ${whoVoted(voters)}, ${nth(seat)} number.`;
    case "star":
      return seat === 0
        ? "It won the runoff between the two papers with the most points."
        : "Without the papers chosen before it, it won the runoff between the two with the most points.";
    default:
      return `Compared two by two with all others, it comes ${ordinal(seat + 1)}.`;
  }
}

function nth(seat: number): string {
  return seat === 0
    ? "the highest"
    : `the ${["", "second", "third"][seat] ?? ordinal(seat + 1)} highest`;
}
