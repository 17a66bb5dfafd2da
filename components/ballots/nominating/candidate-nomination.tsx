import type { ReactNode } from "react";
import type { BallotCandidate } from "../ballot";
import { Objections } from "../objecting/objections";
import { Pitch } from "./nomination";
import { Presenters } from "./presenters";

interface Props {
  group: string;
  candidate: BallotCandidate;
  /** Whether the viewer may offer to present it, or say "not this one". */
  mayOffer: boolean;
  /** Buttons before the offers. */
  children?: ReactNode;
}

/** The nomination of a candidate: pitch, person who nominated it, offers to present. */
export function CandidateNomination({ group, candidate, mayOffer, children }: Props) {
  const { paper, nomination, offers, moreOffers, offered } = candidate;
  return (
    <>
      <Pitch html={nomination.pitchHtml} />
      <p className="mt-2 text-muted text-sm">
        Nominated by <bdi>{nomination.nominatedBy.name}</bdi>
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        {children}
        <Presenters
          group={group}
          nominationId={nomination.id}
          title={paper.title}
          offers={offers}
          moreOffers={moreOffers}
          offered={offered}
          mayOffer={mayOffer}
        />
        <Objections
          group={group}
          nominationId={nomination.id}
          title={paper.title}
          objections={candidate.objections}
          mayObject={mayOffer}
        />
      </div>
    </>
  );
}
