import type { Ballot } from "@/components/ballots/ballot";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { ballotsPath, newBallotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { BallotSteps } from "../making/ballot-steps";
import { CandidateList } from "../voting/candidate-list";

interface Props {
  ballot: Ballot;
  head: RouterOutputs["groups"]["head"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** A cancelled ballot, with the person who cancelled it and the note. */
export function CancelledBallot({ ballot, head, timeZone }: Props) {
  const { slug: group } = head;
  const cancelled = ballot.events.findLast(({ kind }) => kind === "cancelled");
  return (
    <Page
      title="Cancelled ballot"
      lead={
        <p>
          {"Cancelled "}
          {ballot.cancelledAt ? <When date={ballot.cancelledAt} timeZone={timeZone} /> : null}
          {cancelled?.by ? (
            <>
              {" by "}
              <bdi>{cancelled.by.name}</bdi>
            </>
          ) : null}
          . Nothing was chosen, and all papers stayed nominated.
        </p>
      }
      actions={
        <>
          {head.may.organize ? (
            <LinkButton href={newBallotPath(group, ballot.id)}>Copy this ballot</LinkButton>
          ) : null}
          <LinkButton href={ballotsPath(group)}>Go to ballots</LinkButton>
        </>
      }
    >
      {cancelled?.note ? (
        <blockquote dir="auto" className="mb-6 max-w-[65ch] border-accent border-s-2 ps-3">
          {cancelled.note}
        </blockquote>
      ) : null}
      <CandidateList group={group} ballot={ballot} />
      <BallotSteps events={ballot.events} timeZone={timeZone} />
    </Page>
  );
}
