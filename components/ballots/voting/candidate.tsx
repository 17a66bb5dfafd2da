import { authorsInWords } from "@/components/papers/words";
import type { BallotCandidate } from "../ballot";
import { CandidateNomination } from "../nominating/candidate-nomination";
import { AboutPaper } from "../page/about-paper";

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** The lines under a paper's title on a ballot: authors and nomination. */
export function Candidate(props: Props) {
  const { paper } = props.candidate;
  return (
    <>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
      <CandidateNomination {...props}>
        <AboutPaper {...props} />
      </CandidateNomination>
    </>
  );
}
