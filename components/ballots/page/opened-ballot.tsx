import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import { When } from "@/components/ui/times/when";
import type { RouterOutputs } from "@/trpc/client";
import type { Ballot } from "../ballot";
import { AddCandidate } from "../changing/add-candidate";
import { CancelBallot, FreezeList } from "../changing/ballot-actions";
import { ChangeBallot } from "../changing/change-ballot";
import { CloseBallot } from "../changing/close-ballot";
import { NotVotedYet } from "../changing/not-voted-yet";
import { papersInWords } from "../choice-words";
import { SealedForecast } from "../forecasts/sealed-forecast";
import { BallotSteps } from "../making/ballot-steps";
import { VotesByName } from "../results/votes-by-name";
import { CandidateList } from "../voting/candidate-list";
import { HowToVote } from "../voting/how-to-vote";
import { Receipt } from "../voting/receipt";
import { weightInWords } from "../weight-words";
import { turnoutInWords, USUAL_TITLE } from "../words";
import { BallotNote } from "./ballot-note";
import { Countdown } from "./countdown";
import { HowItIsCounted } from "./how-it-is-counted";
import { InterimResult } from "./standing";

interface Props {
  ballot: Ballot;
  head: RouterOutputs["groups"]["head"];
  /** Whether nobody is signed in. */
  guest: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
  now: Date;
  /** The address of this page, with a choice in it. */
  here: string;
  /** The fields to vote in; null for people who cannot vote. */
  ballotPaper: ReactNode;
}

/** An open ballot: members vote, others look. */
export function OpenedBallot({ ballot, head, guest, timeZone, now, here, ballotPaper }: Props) {
  const { id, candidates, closesAt, votes, electors, may, myVote, myWeight, standing } = ballot;
  const { votesByName, missing } = ballot;
  const { slug: group } = head;
  return (
    <Page
      title={ballot.title || USUAL_TITLE}
      lead={
        <p className="flex flex-wrap gap-x-3">
          <span>
            <Countdown closesAt={closesAt} now={now} />.
          </span>
          <span>{turnoutInWords(votes, electors)}.</span>
          {ballot.seats > 1 ? <span>It chooses {papersInWords(ballot.seats)}.</span> : null}
        </p>
      }
    >
      <BallotNote note={ballot.note} />
      {may.vote && myWeight !== null ? (
        <p className="mb-4 max-w-[65ch] rounded-lg bg-sunken px-4 py-3">
          {weightInWords(ballot.rule, myWeight)}
        </p>
      ) : null}
      {ballotPaper ?? (
        <>
          {head.role ? (
            <p className="mb-4">
              {now < closesAt
                ? "You joined after this ballot opened. You can vote in the next one."
                : "Voting is over. The votes are being counted."}
            </p>
          ) : (
            <HowToVote head={head} guest={guest} here={here} />
          )}
          <CandidateList group={group} ballot={ballot} />
        </>
      )}
      {may.addCandidate ? (
        <div className="mt-4">
          <AddCandidate group={group} ballotId={id} answerKind={ballot.answerKind} />
        </div>
      ) : null}
      <p className="mt-6 max-w-[65ch]">
        {"Open until "}
        <When date={closesAt} timeZone={timeZone} />
        {ballot.extendedAt ? ", extended by a day because too few members had voted" : null}.
      </p>
      {myVote ? <Receipt receipt={myVote.receipt} secret={ballot.secret} /> : null}
      {may.cancel || may.close ? (
        <section aria-labelledby="changing" className="mt-8">
          <h2 id="changing" className="mb-2 font-semibold">
            Change or close this ballot
          </h2>
          <div className="flex flex-wrap gap-2">
            {may.close ? (
              <CloseBallot group={group} ballotId={id} turnout={turnoutInWords(votes, electors)} />
            ) : null}
            {may.change ? (
              <ChangeBallot group={group} ballot={ballot} timeZone={head.timeZone} />
            ) : null}
            {may.freeze ? <FreezeList group={group} ballotId={id} /> : null}
            {may.cancel ? <CancelBallot group={group} ballotId={id} /> : null}
          </div>
        </section>
      ) : null}
      {/* Below the buttons: with the last vote it goes, and nothing may move up under a pointer. */}
      {may.remind ? (
        <NotVotedYet
          group={group}
          ballotId={id}
          missing={missing}
          waiting={electors - votes}
          remindedToday={ballot.remindedToday}
        />
      ) : null}
      {standing ? <InterimResult candidates={candidates} standing={standing} /> : null}
      {votesByName ? (
        <VotesByName candidates={candidates} votes={votesByName} count={votes} />
      ) : null}
      <section aria-labelledby="counting" className="mt-8">
        <h2 id="counting" className="mb-2 font-semibold">
          How votes are counted
        </h2>
        <HowItIsCounted ballot={ballot} />
      </section>
      <SealedForecast forecast={ballot.forecast} />
      <BallotSteps events={ballot.events} timeZone={timeZone} />
    </Page>
  );
}
