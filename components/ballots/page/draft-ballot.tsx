import type { Ballot } from "@/components/ballots/ballot";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { editBallotPath } from "@/server/platform/web/addresses";
import type { RouterOutputs } from "@/trpc/client";
import { CancelBallot, OpenDraft } from "../changing/ballot-actions";
import { BallotSteps } from "../making/ballot-steps";
import { CandidateList } from "../voting/candidate-list";
import { BallotNote } from "./ballot-note";
import { HowItIsCounted } from "./how-it-is-counted";

interface Props {
  ballot: Ballot;
  head: RouterOutputs["groups"]["head"];
  /** The viewer's zone. */
  timeZone: string | null;
}

/** A draft, for organizers. */
export function DraftBallot({ ballot, head: { slug: group }, timeZone }: Props) {
  const { id, opensAt, closesAt, may } = ballot;
  return (
    <Page
      title={ballot.title || (opensAt ? "Planned ballot" : "Draft ballot")}
      lead={
        <>
          <p>
            {opensAt ? (
              <>
                {"Opens automatically "}
                <When date={opensAt} timeZone={timeZone} />
              </>
            ) : (
              "Opens when an organizer opens it"
            )}
            {". Closes "}
            <When date={closesAt} timeZone={timeZone} />.
          </p>
          <p>Only organizers can see it until then.</p>
        </>
      }
      actions={
        <>
          {may.cancel ? <CancelBallot group={group} ballotId={id} /> : null}
          {may.edit ? <LinkButton href={editBallotPath(group, id)}>Edit</LinkButton> : null}
          {may.edit ? <OpenDraft group={group} ballotId={id} /> : null}
        </>
      }
    >
      <BallotNote note={ballot.note} />
      <CandidateList group={group} ballot={ballot} />
      <section aria-labelledby="counting" className="mt-8">
        <h2 id="counting" className="mb-2 font-semibold">
          How votes will be counted
        </h2>
        <HowItIsCounted ballot={ballot} />
      </section>
      <BallotSteps events={ballot.events} timeZone={timeZone} />
    </Page>
  );
}
