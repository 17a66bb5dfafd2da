import type { Metadata } from "next";
import { cache } from "react";
import { CancelledBallot } from "@/components/ballots/page/cancelled-ballot";
import { ClosedBallot } from "@/components/ballots/page/closed-ballot";
import { DraftBallot } from "@/components/ballots/page/draft-ballot";
import { OpenedBallot } from "@/components/ballots/page/opened-ballot";
import { WhenOver } from "@/components/ballots/page/when-over";
import { BallotPaper } from "@/components/ballots/voting/ballot-paper";
import { CHOICE_TOO_LATE, endInWords, USUAL_TITLE } from "@/components/ballots/words";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { readChoice } from "@/server/ballots/votes/choosing/schema";
import { listInWords } from "@/server/platform/text/words";
import { ballotPath, withQuery } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../../head";

interface Props {
  params: Promise<{ group: string; ballot: string }>;
  searchParams: Promise<{ choose?: string | string[] }>;
}

const ballotOf = cache(async (group: string, ballotId: string) =>
  orNotFound((await api()).ballots.page({ group, ballotId }), ballotPath(group, ballotId)),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group, ballot } = await params;
  const { result, candidates, title } = await ballotOf(group, ballot);
  const chosen = candidates.flatMap((one) => (one.chosen ? one.paper.title : []));
  return { title: result ? listInWords(chosen) || "Closed ballot" : title || USUAL_TITLE };
}

export default async function BallotPage({ params, searchParams }: Props) {
  const { group, ballot: ballotId } = await params;
  const { choose } = await searchParams;
  const [head, ballot] = await Promise.all([headOf(group), ballotOf(group, ballotId)]);
  const caller = await api();
  const reader = await caller.people.reader();
  const seen = {
    head,
    guest: reader === null,
    timeZone: reader?.timeZone ?? null,
  };
  const over = (
    <WhenOver
      over={ballot.stage === "closed" || ballot.stage === "cancelled"}
      ended={endInWords(ballot)}
      late={choose === undefined ? null : CHOICE_TOO_LATE}
    />
  );
  if (ballot.stage === "draft") return <DraftBallot ballot={ballot} {...seen} />;
  if (ballot.stage === "cancelled") {
    return (
      <>
        {over}
        <CancelledBallot ballot={ballot} {...seen} />
      </>
    );
  }
  if (!ballot.result) {
    return (
      <>
        {over}
        <LiveRefresh watch={`group/${group}/ballot/${ballotId}`} since={readAt()} />
        <OpenedBallot
          ballot={ballot}
          now={new Date()}
          here={withQuery(ballotPath(group, ballotId), {
            choose: typeof choose === "string" ? choose : null,
          })}
          ballotPaper={
            ballot.may.vote ? (
              <BallotPaper group={group} ballot={ballot} choice={readChoice(choose, ballot)} />
            ) : null
          }
          {...seen}
        />
      </>
    );
  }
  // Credit of other voters is for members, and only rules over time carry credit.
  const asks = head.role !== null && "exact" in ballot.result;
  const { weights } = asks
    ? await caller.ballots.fairness({ group, until: ballotId })
    : { weights: null };
  return (
    <>
      {over}
      <ClosedBallot ballot={ballot} result={ballot.result} weights={weights} {...seen} />
    </>
  );
}
