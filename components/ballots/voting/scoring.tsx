import type { BallotCandidate } from "../ballot";
import { Candidate } from "./candidate";
import { ScoreField } from "./score-field";

interface Props {
  group: string;
  candidates: readonly BallotCandidate[];
  mayOffer: boolean;
  scores: Readonly<Record<string, number>>;
  onChange(scores: Record<string, number>): void;
}

/** A score from 0 to 5 for each paper. */
export function Scoring({ group, candidates, mayOffer, scores, onChange }: Props) {
  return (
    <ul aria-label="Papers on the ballot" className="grid gap-3">
      {candidates.map((candidate) => (
        <li key={candidate.id} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
          <h2 className="font-semibold font-serif text-lg leading-snug">{candidate.paper.title}</h2>
          <ScoreField
            name={`score-${candidate.id}`}
            title={candidate.paper.title}
            score={scores[candidate.id] ?? null}
            onChange={(score) => {
              const { [candidate.id]: _, ...others } = scores;
              onChange(score === null ? others : { ...others, [candidate.id]: score });
            }}
          />
          <Candidate group={group} candidate={candidate} mayOffer={mayOffer} />
        </li>
      ))}
    </ul>
  );
}
