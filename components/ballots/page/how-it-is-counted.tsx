import type { RouterOutputs } from "@/trpc/client";
import { COUNTED, RULE_NAMES } from "../rule-words";

type Ballot = RouterOutputs["ballots"]["page"];

interface Props {
  ballot: Pick<
    Ballot,
    | "rule"
    | "tieBreak"
    | "draw"
    | "electorate"
    | "candidateList"
    | "sight"
    | "secret"
    | "quorum"
    | "quorumMissed"
  >;
}

/** The rule, and what else was agreed on, in plain words, for who wants to check. */
export function HowItIsCounted({ ballot }: Props) {
  const { rule, tieBreak, draw, secret } = ballot;
  return (
    <div className="grid max-w-[65ch] gap-2 text-muted text-sm">
      <p>
        <span className="font-medium text-ink">{RULE_NAMES[rule]}.</span> {COUNTED[rule]}
      </p>
      <p>{TIES[tieBreak]}</p>
      {draw ? (
        <p>
          {draw.seed ? "The seed of the draw: " : "The seal of the draw: "}
          <code className="break-all">{draw.seed ?? draw.seal}</code>
          {draw.seed
            ? null
            : ". It was made when the ballot opened; the seed is shown at the end, and its SHA-256 is this seal."}
        </p>
      ) : null}
      <p>
        {secret
          ? "Votes are secret: who voted how, nobody but the member herself can see, organizers neither."
          : "Votes are by name: members see who voted how as soon as they see how it stands."}{" "}
        {ballot.electorate === "fixed"
          ? "Who was a member when it opened may vote."
          : "Every member may vote, also who joins meanwhile."}{" "}
        {SIGHTS[ballot.sight]}
      </p>
      {ballot.quorum ? (
        <p>
          It counts from {ballot.quorum === 1 ? "one vote" : `${ballot.quorum} votes`} on.{" "}
          {ballot.quorumMissed === "extend"
            ? "If there are fewer it stays open a day more, once; then nothing is chosen."
            : "If there are fewer, nothing is chosen."}
        </p>
      ) : null}
    </div>
  );
}

const TIES = {
  nomination:
    "If papers are level, the one that was nominated earlier is chosen. That order stands since the ballot was opened, and nobody can change it.",
  draw: "If papers are level, a draw decides, from a seed that is published with the record so that everybody can repeat it.",
  organizer: "If papers are level, an organizer decides among them and says why.",
};

const SIGHTS = {
  atEnd: "How it stands is shown when it closes.",
  afterVote: "How it stands a member sees once she has voted.",
  always: "How it stands every member sees all the time.",
};
