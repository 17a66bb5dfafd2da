import type { Metadata } from "next";
import { NewBallot } from "@/components/ballots/making/new-ballot";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ballotsPath, newBallotPath } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Open a ballot" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function NewBallotPage({ params }: Props) {
  const { group } = await params;
  const head = await headOf(group);
  await requireViewer(newBallotPath(group));
  const caller = await api();
  const [pool, { open }] = await Promise.all([
    caller.nominations.choice({ group }),
    caller.ballots.overview({ group }),
  ]);
  return (
    <Page title="Open a ballot">
      {head.may.organize ? (
        <NewBallot head={head} pool={pool} open={open} now={new Date()} />
      ) : (
        <Empty title="Only organizers can open ballots">
          <LinkButton href={ballotsPath(group)}>Go to ballots</LinkButton>
        </Empty>
      )}
    </Page>
  );
}
