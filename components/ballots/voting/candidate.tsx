import { authorsInWords } from "@/components/papers/words";
import type { BallotCandidate } from "../ballot";
import { Pitch } from "../nominating/nomination";
import { Presenters } from "../nominating/presenters";
import { AboutPaper } from "../page/about-paper";

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it. */
  mayOffer: boolean;
}

/** The lines under a paper's title on a ballot: authors, pitch, offers to present. */
export function Candidate({ group, candidate, mayOffer }: Props) {
  const { paper, nomination, offers, moreOffers, offered } = candidate;
  return (
    <>
      <p className="text-muted text-sm">{authorsInWords(paper.authors, paper.authorCount)}</p>
      <Pitch text={nomination.pitch} />
      <p className="mt-2 text-muted text-sm">
        Nominated by <bdi>{nomination.nominatedBy.name}</bdi>
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <AboutPaper group={group} candidate={candidate} mayOffer={mayOffer} />
        <Presenters
          group={group}
          nominationId={nomination.id}
          title={paper.title}
          offers={offers}
          moreOffers={moreOffers}
          offered={offered}
          mayOffer={mayOffer}
        />
      </div>
    </>
  );
}
