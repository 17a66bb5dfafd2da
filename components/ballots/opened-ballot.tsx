import { Page } from "@/components/shell/page";
import { When } from "@/components/ui/when";
import type { RouterOutputs } from "@/trpc/client";
import { BallotPaper } from "./ballot-paper";
import { Candidate } from "./candidate";
import { CloseBallot } from "./close-ballot";
import { Countdown } from "./countdown";
import { HowItIsCounted } from "./how-it-is-counted";
import { HowToVote } from "./how-to-vote";
import { votedInWords } from "./words";

type Ballot = RouterOutputs["ballots"]["page"];

interface Props {
  ballot: Ballot;
  head: RouterOutputs["groups"]["head"];
  /** Whether nobody is signed in. */
  guest: boolean;
  /** The viewer's zone. */
  timeZone: string | null;
  now: Date;
}

/** A ballot that is open: to vote on for members, to look at for others. */
export function OpenedBallot({ ballot, head, guest, timeZone, now }: Props) {
  const { id, candidates, closesAt, votes, may } = ballot;
  return (
    <Page
      title="What do we read next?"
      lead={
        <>
          <p>
            {"Open until "}
            <When date={closesAt} timeZone={timeZone} /> (
            <Countdown closesAt={closesAt} now={now} />)
          </p>
          <p>{votedInWords(votes)}.</p>
        </>
      }
      actions={may.close ? <CloseBallot group={head.slug} ballotId={id} votes={votes} /> : null}
    >
      {may.vote ? (
        <BallotPaper
          group={head.slug}
          ballotId={id}
          candidates={candidates.map((candidate) => ({
            id: candidate.id,
            title: candidate.paper.title,
            body: <Candidate {...candidate} />,
          }))}
          myVote={ballot.myVote}
        />
      ) : (
        <>
          {head.role ? (
            <p className="mb-4">Voting is over. The votes are being counted.</p>
          ) : (
            <HowToVote head={head} guest={guest} ballotId={id} />
          )}
          <ul aria-label="Papers on the ballot" className="grid gap-3">
            {candidates.map((candidate) => (
              <li
                key={candidate.id}
                className="rounded-lg border border-line bg-surface p-4 sm:p-5"
              >
                <h2 className="font-semibold font-serif text-lg leading-snug">
                  {candidate.paper.title}
                </h2>
                <Candidate {...candidate} />
              </li>
            ))}
          </ul>
        </>
      )}
      <section aria-labelledby="counting" className="mt-8">
        <h2 id="counting" className="mb-2 font-semibold">
          How it is counted
        </h2>
        <HowItIsCounted />
      </section>
    </Page>
  );
}
