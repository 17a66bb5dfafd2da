import type { Metadata } from "next";
import { NewBallot } from "@/components/ballots/making/new-ballot";
import { OrganizersOnly } from "@/components/groups/organizers-only";
import { Page } from "@/components/shell/page";
import { ballotsPath, newBallotPath } from "@/server/platform/web/addresses";
import { api, orNotFound, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Open a ballot" };

interface Props {
  params: Promise<{ group: string }>;
  searchParams: Promise<{ like?: string | string[] }>;
}

export default async function NewBallotPage({ params, searchParams }: Props) {
  const { group } = await params;
  const head = await headOf(group);
  const { like } = await searchParams;
  const ballotId = typeof like === "string" ? like : null;
  await requireReader(newBallotPath(group, ballotId));
  const caller = await api();
  const { organize } = head.may;
  const [pool, { open }, last, copied] = await Promise.all([
    caller.nominations.choice({ group }),
    caller.ballots.overview({ group }),
    organize && !ballotId ? caller.ballots.lastChoices({ group }) : null,
    organize && ballotId ? orNotFound(caller.ballots.page({ group, ballotId })) : null,
  ]);
  return (
    <Page title={copied ? "Copy a ballot" : "Open a ballot"}>
      {organize ? (
        <NewBallot head={head} pool={pool} open={open} last={last} like={copied} now={new Date()} />
      ) : (
        <OrganizersOnly
          archivedAt={head.archivedAt}
          title="Only organizers can open ballots"
          href={ballotsPath(group)}
          back="Go to ballots"
        />
      )}
    </Page>
  );
}
