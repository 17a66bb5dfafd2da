"use client";

import { countInWords } from "@/server/platform/text/words";
import type { BallotPaperProps } from "../ballot";
import { PickRow } from "../nominating/pick-row";
import { useVote } from "./use-vote";
import { VoteBar } from "./vote-bar";

const BLANK = { approvals: [] as string[] };

/** A box to tick for each paper. */
export function Ticking({
  group,
  ballot: { id: ballotId, candidates, myVote, may },
}: BallotPaperProps) {
  const vote = useVote(group, ballotId, myVote, BLANK);
  const ticked = vote.wish.approvals;
  return (
    <>
      <ul aria-label="Papers on the ballot" className="grid gap-3">
        {candidates.map((candidate) => (
          <PickRow
            key={candidate.id}
            group={group}
            candidate={candidate}
            mayOffer={may.offer}
            input={{
              type: "checkbox",
              checked: ticked.includes(candidate.id),
              onChange({ target }) {
                const others = ticked.filter((id) => id !== candidate.id);
                vote.change({ approvals: target.checked ? [...others, candidate.id] : others });
              },
            }}
          />
        ))}
      </ul>
      <VoteBar
        vote={vote}
        hint="Tick every paper you would like to read."
        words={
          ticked.length === 0 ? "no paper ticked" : `${countInWords(ticked.length, "paper")} ticked`
        }
        voted={myVote !== null}
        blank={ticked.length === 0}
      />
    </>
  );
}
