import type { Metadata } from "next";
import { OpenBallot } from "@/components/ballots/open-ballot";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { api, signedIn } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Open a ballot" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function NewBallotPage({ params }: Props) {
  const { group } = await params;
  const { may, timeZone } = await headOf(group);
  await signedIn(`/groups/${group}/ballots/new`);
  const caller = await api();
  const [pool, { open }] = await Promise.all([
    caller.nominations.pool({ group }),
    caller.ballots.overview({ group }),
  ]);
  return (
    <Page title="Open a ballot">
      {!may.organize ? (
        <Empty title="Organizers open ballots">
          <LinkButton href={`/groups/${group}/ballots`}>To the ballots</LinkButton>
        </Empty>
      ) : open ? (
        <Empty title="One ballot is open already">
          <p className="mb-4">One is open at a time. Wait until it closes, or close it.</p>
          <LinkButton href={`/groups/${group}/ballots/${open.id}`}>To the open ballot</LinkButton>
        </Empty>
      ) : pool.length === 0 ? (
        <Empty title="No paper is nominated">
          <p className="mb-4">A ballot chooses among the nominated papers.</p>
          <LinkButton href={`/groups/${group}/papers`}>Nominate some first</LinkButton>
        </Empty>
      ) : (
        <OpenBallot group={group} timeZone={timeZone} pool={pool} />
      )}
    </Page>
  );
}
