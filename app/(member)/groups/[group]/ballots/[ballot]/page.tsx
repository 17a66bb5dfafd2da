import type { Metadata } from "next";
import { cache } from "react";
import { CancelledBallot } from "@/components/ballots/page/cancelled-ballot";
import { ClosedBallot } from "@/components/ballots/page/closed-ballot";
import { DraftBallot } from "@/components/ballots/page/draft-ballot";
import { OpenedBallot } from "@/components/ballots/page/opened-ballot";
import { BallotPaper } from "@/components/ballots/voting/ballot-paper";
import { LiveRefresh } from "@/components/shell/live/live-refresh";
import { ballotPath } from "@/server/platform/web/addresses";
import { api, orNotFound, readAt } from "@/trpc/server";
import { headOf } from "../../head";

interface Props {
  params: Promise<{ group: string; ballot: string }>;
}

const ballotOf = cache(async (group: string, ballotId: string) =>
  orNotFound((await api()).ballots.page({ group, ballotId }), ballotPath(group, ballotId)),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group, ballot } = await params;
  const { result, candidates } = await ballotOf(group, ballot);
  const chosen = candidates.find((candidate) => candidate.chosen);
  return { title: result ? (chosen?.paper.title ?? "Closed ballot") : "What should we read next?" };
}

export default async function BallotPage({ params }: Props) {
  const { group, ballot: ballotId } = await params;
  const [head, ballot] = await Promise.all([headOf(group), ballotOf(group, ballotId)]);
  const caller = await api();
  const viewer = await caller.people.viewer();
  const seen = {
    head,
    guest: viewer === null,
    timeZone: viewer?.timeZone ?? null,
  };
  if (ballot.stage === "draft") return <DraftBallot ballot={ballot} {...seen} />;
  if (ballot.stage === "cancelled") return <CancelledBallot ballot={ballot} {...seen} />;
  if (!ballot.result) {
    return (
      <>
        <LiveRefresh watch={`group/${group}/ballot/${ballotId}`} since={readAt()} />
        <OpenedBallot
          ballot={ballot}
          now={new Date()}
          ballotPaper={ballot.may.vote ? <BallotPaper group={group} ballot={ballot} /> : null}
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
  return <ClosedBallot ballot={ballot} result={ballot.result} weights={weights} {...seen} />;
}
