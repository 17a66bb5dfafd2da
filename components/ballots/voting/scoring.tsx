"use client";

import { countInWords } from "@/server/platform/text/words";
import type { BallotPaperProps } from "../ballot";
import { Candidate } from "./candidate";
import { ScoreField } from "./score-field";
import { useVote } from "./use-vote";
import { VoteBar } from "./vote-bar";

const BLANK = { scores: {} as Record<string, number> };

/** A score from 0 to 5 for each paper. */
export function Scoring({ group, ballot }: BallotPaperProps) {
  const { id: ballotId, candidates, myVote, may } = ballot;
  const vote = useVote(group, ballotId, myVote, BLANK);
  const { scores } = vote.wish;
  const scored = Object.keys(scores).length;
  return (
    <>
      <ul aria-label="Papers on the ballot" className="grid gap-3">
        {candidates.map((candidate) => (
          <li key={candidate.id} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
            <h2 className="font-semibold font-serif text-lg leading-snug">
              {candidate.paper.title}
            </h2>
            <ScoreField
              name={`score-${candidate.id}`}
              title={candidate.paper.title}
              score={scores[candidate.id] ?? null}
              onChange={(score) => {
                const { [candidate.id]: _, ...others } = scores;
                vote.change({
                  scores: score === null ? others : { ...others, [candidate.id]: score },
                });
              }}
            />
            <Candidate group={group} candidate={candidate} mayOffer={may.offer} />
          </li>
        ))}
      </ul>
      <VoteBar
        vote={vote}
        hint="Give each paper a score. 5 is the best; no score counts as 0."
        words={
          scored === 0
            ? "no paper scored"
            : `${countInWords(scored, "paper")} of ${candidates.length} scored`
        }
        voted={myVote !== null}
        blank={scored === 0}
      />
    </>
  );
}
