import type { Ballot } from "../ballot";
import { CandidateItem } from "./candidate";

interface Props {
  group: string;
  ballot: Pick<Ballot, "candidates" | "may">;
}

/** The papers of a ballot, read only. */
export function CandidateList({ group, ballot: { candidates, may } }: Props) {
  return (
    <ul aria-label="Papers on the ballot" className="grid gap-3">
      {candidates.map((candidate) => (
        <CandidateItem
          key={candidate.id}
          group={group}
          candidate={candidate}
          mayOffer={may.offer}
        />
      ))}
    </ul>
  );
}
