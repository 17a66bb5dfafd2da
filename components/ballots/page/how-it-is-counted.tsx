import { countInWords } from "@/server/platform/text/words";
import type { RouterOutputs } from "@/trpc/client";
import { papersInWords, seatsOf } from "../choice-words";
import { COUNTING_METHODS, COUNTING_SEVERAL, RULE_NAMES } from "../rule-words";

type Ballot = RouterOutputs["ballots"]["page"];

interface Props {
  ballot: Pick<
    Ballot,
    | "rule"
    | "seats"
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

/** The rule and the other choices of a ballot in plain words. */
export function HowItIsCounted({ ballot }: Props) {
  const { rule, seats, tieBreak, draw, secret } = ballot;
  return (
    <div className="grid max-w-[65ch] gap-2 text-muted text-sm">
      <p>
        <span className="font-medium text-ink">{RULE_NAMES[rule]}.</span> {COUNTING_METHODS[rule]}
      </p>
      {seats > 1 ? (
        <p>
          It chooses {papersInWords(seats)}. {COUNTING_SEVERAL[rule]}{" "}
          {seatsOf(rule)[seats - 1]?.sentence}
        </p>
      ) : null}
      <p>{TIES[tieBreak]}</p>
      {draw ? (
        <p>
          {draw.seed ? "The seed of the draw: " : "The seal of the draw: "}
          <code className="break-all">{draw.seed ?? draw.seal}</code>
          {draw.seed
            ? null
            : ". The seed was created when the ballot opened and is shown at the end; its SHA-256 is this seal."}
        </p>
      ) : null}
      <p>
        {secret
          ? "Votes are secret: only you can see how you voted, and not even organizers see who voted for what."
          : "Votes are by name: members see who voted for what as soon as they can see results."}{" "}
        {ballot.electorate === "fixed"
          ? "Only people who were members when it opened can vote."
          : "Every member can vote, including people who join while the ballot is open."}{" "}
        {SIGHTS[ballot.sight]}
      </p>
      {ballot.quorum ? (
        <p>
          Valid with {countInWords(ballot.quorum, "vote")} or more.{" "}
          {ballot.quorumMissed === "extend"
            ? "With fewer, it stays open for one more day. If that is not enough, nothing is chosen."
            : "With fewer, nothing is chosen."}
        </p>
      ) : null}
    </div>
  );
}

const TIES = {
  nomination:
    "If papers are tied, the one nominated earlier is chosen. That order is fixed when the ballot opens, and nobody can change it afterwards.",
  draw: "If papers are tied, a draw decides. Its seed is published with the record, so that anyone can repeat it.",
  organizer: "If papers are tied, an organizer chooses among them and says why.",
};

const SIGHTS = {
  atEnd: "The result is shown when the ballot closes.",
  afterVote: "Members see the interim result once they have voted.",
  always: "Members always see the interim result.",
};
