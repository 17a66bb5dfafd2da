import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { draftDefaults } from "@/components/ballots/making/ballot-defaults";
import { BallotForm } from "@/components/ballots/making/ballot-form";
import { Page } from "@/components/shell/page";
import { ballotPath, editBallotPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";
import { headOf } from "../../../head";

export const metadata: Metadata = { title: "Edit draft" };

interface Props {
  params: Promise<{ group: string; ballot: string }>;
}

export default async function EditBallotPage({ params }: Props) {
  const { group, ballot: ballotId } = await params;
  const { name, timeZone } = await headOf(group);
  await requireReader(editBallotPath(group, ballotId));
  const caller = await api();
  const [ballot, pool] = await Promise.all([
    orNotFound(caller.ballots.page({ group, ballotId }), ballotPath(group, ballotId)),
    caller.nominations.choice({ group }),
  ]);
  if (!ballot.may.edit) redirect(ballotPath(group, ballotId));
  return (
    <Page title="Edit ballot" lead="Voting has not started, so you can still change everything.">
      <BallotForm
        group={group}
        name={name}
        timeZone={timeZone}
        pool={pool}
        defaults={draftDefaults(ballot, pool, timeZone)}
        offered={null}
        ballotId={ballotId}
      />
    </Page>
  );
}
