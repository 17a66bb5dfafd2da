import type { BallotChoices } from "@/server/ballots/schema";

interface Word<Value extends string> {
  value: Value;
  label: string;
  sentence: string;
}

export const TIE_BREAKS: readonly Word<BallotChoices["tieBreak"]>[] = [
  {
    value: "nomination",
    label: "Who was nominated earlier",
    sentence: "The order stands before the first vote, and everybody can read it.",
  },
  {
    value: "draw",
    label: "A draw",
    sentence: "By lot, from a sealed seed that is published at the end so that all can repeat it.",
  },
  {
    value: "organizer",
    label: "An organizer",
    sentence: "She decides among the level papers, and says why.",
  },
];

export const ELECTORATES: readonly Word<BallotChoices["electorate"]>[] = [
  { value: "open", label: "Every member", sentence: "Also who joins while it is open." },
  {
    value: "fixed",
    label: "Who is a member when it opens",
    sentence: "Who joins later votes from the next ballot on.",
  },
];

export const LISTS: readonly Word<BallotChoices["candidateList"]>[] = [
  { value: "frozen", label: "No", sentence: "The papers stand when it opens." },
  {
    value: "open",
    label: "Members may add papers",
    sentence: "While it is open, until an organizer closes the list.",
  },
];

export const SIGHTS: readonly Word<BallotChoices["sight"]>[] = [
  { value: "atEnd", label: "At the end", sentence: "Nobody is swayed by how it stands." },
  {
    value: "afterVote",
    label: "After one’s own vote",
    sentence: "Who has voted sees how it stands, and can still change the vote.",
  },
  { value: "always", label: "All the time", sentence: "Every member sees how it stands." },
];

export const SECRECY: readonly Word<"secret" | "names">[] = [
  {
    value: "secret",
    label: "Secret",
    sentence: "Nobody sees who voted how, organizers neither. Each finds her vote by a receipt.",
  },
  {
    value: "names",
    label: "By name",
    sentence: "Members see who voted how, and names stand in the record.",
  },
];

export const MISSED: readonly Word<BallotChoices["quorumMissed"]>[] = [
  { value: "extend", label: "A day more", sentence: "Once; then nothing is chosen." },
  { value: "none", label: "Nothing is chosen", sentence: "All papers stay in the pool." },
];

/** The choices that are not about the rule, in one line. */
export function choicesInWords(choices: BallotChoices): string {
  const { secret, electorate, candidateList, quorum, sight, tieBreak } = choices;
  return [
    secret ? "secret" : "by name",
    electorate === "open" ? "every member votes" : "who is a member at the opening votes",
    candidateList === "open" ? "members may add papers" : "",
    { atEnd: "results at the end", afterVote: "results after voting", always: "results shown" }[
      sight
    ],
    {
      nomination: "ties to the earlier nomination",
      draw: "ties by a draw",
      organizer: "an organizer decides ties",
    }[tieBreak],
    quorum === null ? "no quorum" : `at least ${quorum} ${quorum === 1 ? "vote" : "votes"}`,
  ]
    .filter(Boolean)
    .join(", ");
}
