import type { Ballot } from "../ballot";
import { Candidate } from "./candidate";

interface Props {
  group: string;
  ballot: Pick<Ballot, "candidates" | "may">;
}

/** The papers of a ballot, read only. */
export function CandidateList({ group, ballot: { candidates, may } }: Props) {
  return (
    <ul aria-label="Papers on the ballot" className="grid gap-3">
      {candidates.map((candidate) => (
        <li key={candidate.id} className="rounded-lg border border-line bg-surface p-4 sm:p-5">
          <h2 className="font-semibold font-serif text-lg leading-snug">{candidate.paper.title}</h2>
          <Candidate group={group} candidate={candidate} mayOffer={may.offer} />
        </li>
      ))}
    </ul>
  );
}
