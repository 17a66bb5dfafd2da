import type { BallotCandidate } from "../ballot";
import { CandidateItem } from "./candidate";
import { ScoreField } from "./score-field";

interface Props {
  group: string;
  candidates: readonly BallotCandidate[];
  mayOffer: boolean;
  scores: Readonly<Record<string, number>>;
  onChange(scores: Record<string, number>): void;
}

/** A score from 0 to 5 for each paper. */
export function Scoring({ candidates, scores, onChange, ...paper }: Props) {
  return (
    <ul aria-label="Papers on the ballot" className="grid gap-3">
      {candidates.map((candidate) => (
        <CandidateItem key={candidate.id} {...paper} candidate={candidate}>
          <ScoreField
            name={`score-${candidate.id}`}
            title={candidate.paper.title}
            score={scores[candidate.id] ?? null}
            onChange={(score) => {
              const { [candidate.id]: _, ...others } = scores;
              onChange(score === null ? others : { ...others, [candidate.id]: score });
            }}
          />
        </CandidateItem>
      ))}
    </ul>
  );
}
