"use client";

import type { BallotPaperProps } from "../ballot";
import { PickRow } from "../nominating/pick-row";
import { useVote } from "./use-vote";
import { VoteBar } from "./vote-bar";

const BLANK = { ranking: [] as string[][] };

/** A choice of one paper, for rules that count only first choices. */
export function FirstChoice({ group, ballot }: BallotPaperProps) {
  const { id: ballotId, candidates, myVote, may } = ballot;
  const vote = useVote(group, ballotId, myVote, BLANK);
  const [best = []] = vote.wish.ranking;
  const choice = best.length === 1 ? candidates.find(({ id }) => id === best[0]) : undefined;
  return (
    <>
      <fieldset>
        <legend className="sr-only">The paper you would like to read most</legend>
        <ul aria-label="Papers on the ballot" className="grid gap-3">
          {candidates.map((candidate) => (
            <PickRow
              key={candidate.id}
              group={group}
              candidate={candidate}
              mayOffer={may.offer}
              input={{
                type: "radio",
                name: `choice-${ballotId}`,
                checked: candidate === choice,
                onChange: () => vote.change({ ranking: [[candidate.id]] }),
              }}
            />
          ))}
        </ul>
      </fieldset>
      <VoteBar
        vote={vote}
        hint="Choose the paper you would like to read most."
        words={choice ? `for “${choice.paper.title}”` : "no paper chosen"}
        voted={myVote !== null}
        blank={vote.wish.ranking.length === 0}
      />
    </>
  );
}
