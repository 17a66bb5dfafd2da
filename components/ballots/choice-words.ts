import type { BallotChoices } from "@/server/ballots/schema";
import { SEATS_MAX, type SeatsPromise, seatsPromiseOf } from "@/server/ballots/tally/seats/rules";
import { countInWords, pluralOf } from "@/server/platform/text/words";

interface Word<Value extends string> {
  value: Value;
  label: string;
  sentence: string;
}

export const TIE_BREAKS: readonly Word<BallotChoices["tieBreak"]>[] = [
  {
    value: "nomination",
    label: "The earlier nomination",
    sentence: "The order is fixed before the first vote, and everyone can see it.",
  },
  {
    value: "draw",
    label: "A random draw",
    sentence:
      "From a sealed seed that is published at the end, so that anyone can repeat the draw.",
  },
  {
    value: "organizer",
    label: "An organizer",
    sentence: "They choose among the tied papers and say why.",
  },
];

export const ELECTORATES: readonly Word<BallotChoices["electorate"]>[] = [
  {
    value: "open",
    label: "Every member",
    sentence: "Including people who join while the ballot is open.",
  },
  {
    value: "fixed",
    label: "Members at opening time",
    sentence: "People who join later vote in the next ballot.",
  },
];

export const LISTS: readonly Word<BallotChoices["candidateList"]>[] = [
  { value: "frozen", label: "No", sentence: "The papers are fixed when the ballot opens." },
  {
    value: "open",
    label: "Members can add papers",
    sentence: "While the ballot is open, until an organizer closes the list.",
  },
];

export const RESULT_VISIBILITIES: readonly Word<BallotChoices["sight"]>[] = [
  { value: "atEnd", label: "At the end", sentence: "Nobody is swayed by an interim result." },
  {
    value: "afterVote",
    label: "After voting",
    sentence:
      "Members see the interim result once they have voted, and can still change their vote.",
  },
  { value: "always", label: "Always", sentence: "Every member sees the interim result." },
];

export const SECRECY: readonly Word<"secret" | "names">[] = [
  {
    value: "secret",
    label: "Secret",
    sentence:
      "Nobody sees who voted for what, not even organizers. Each member can find their own vote by its receipt.",
  },
  {
    value: "names",
    label: "By name",
    sentence: "Members see who voted for what, and the record includes names.",
  },
];

export const QUORUM_MISSED: readonly Word<BallotChoices["quorumMissed"]>[] = [
  {
    value: "extend",
    label: "Extend by a day",
    sentence: "Only once. If that is not enough, nothing is chosen.",
  },
  { value: "none", label: "Nothing is chosen", sentence: "All papers stay in the pool." },
];

/** "one paper", "two papers". */
export function papersInWords(seats: number): string {
  return `${["no", "one", "two", "three"][seats] ?? seats} ${pluralOf(seats, "paper")}`;
}

/** " It chooses two papers." behind a sentence about a ballot; nothing where it chooses one, as usual. */
export function severalInWords(seats: number): string {
  return seats > 1 ? ` It chooses ${papersInWords(seats)}.` : "";
}

/** The numbers of papers that a ballot can choose by a rule, each with its meaning. */
export function seatsOf(rule: BallotChoices["rule"]): Word<string>[] {
  const promise = seatsPromiseOf(rule);
  const numbers = Array.from({ length: promise === "one" ? 1 : SEATS_MAX }, (_, at) => at + 1);
  return numbers.map((seats) => ({
    value: String(seats),
    label: papersInWords(seats).replace(/^./, (letter) => letter.toUpperCase()),
    sentence: seats === 1 ? ONE_PAPER[promise] : sayPromise(promise, seats),
  }));
}

const ONE_PAPER = {
  proportional: "The paper that comes first.",
  best: "The paper that comes first.",
  one: "Each ballot is one round of this rule, so it chooses one paper. Members who go without weigh more in the next one.",
};

function sayPromise(promise: SeatsPromise, seats: number): string {
  if (promise === "best")
    return `The best ${papersInWords(seats).split(" ")[0]}. They may all be favourites of the same members.`;
  const share = seats === 2 ? "half" : "third";
  return `Proportional: each ${share} of the group can get one.`;
}

/** A ballot's choices other than its rule, in one line that goes on after a colon. */
export function choicesInWords(choices: BallotChoices): string {
  const { seats, secret, electorate, candidateList, quorum, sight, tieBreak } = choices;
  return [
    seats === 1 ? "" : `chooses ${papersInWords(seats)}`,
    secret ? "secret" : "by name",
    electorate === "open" ? "every member votes" : "members at opening time vote",
    candidateList === "open" ? "members can add papers" : "",
    {
      atEnd: "results at the end",
      afterVote: "results after voting",
      always: "results always shown",
    }[sight],
    {
      nomination: "ties go to the earlier nomination",
      draw: "a draw decides ties",
      organizer: "an organizer decides ties",
    }[tieBreak],
    quorum === null ? "no quorum" : `at least ${countInWords(quorum, "vote")}`,
  ]
    .filter(Boolean)
    .join(", ");
}
