import type { BallotChoices } from "@/server/ballots/schema";
import { countInWords } from "@/server/platform/text/words";

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
    sentence: "They choose one of the tied papers and say why.",
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

/** A ballot's choices other than its rule, in one line that goes on after a colon. */
export function choicesInWords(choices: BallotChoices): string {
  const { secret, electorate, candidateList, quorum, sight, tieBreak } = choices;
  return [
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
