import type { Metadata } from "next";
import { Fairness } from "@/components/ballots/results/fairness";
import { PrintButton } from "@/components/ballots/results/print-button";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { ballotsPath, fairnessPath } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Fairness" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function FairnessPage({ params }: Props) {
  const { group } = await params;
  const { role } = await headOf(group);
  const { timeZone } = await requireReader(fairnessPath(group));
  const fairness = role === null ? null : await (await api()).ballots.fairness({ group });
  const back = <LinkButton href={ballotsPath(group)}>Go to ballots</LinkButton>;
  return (
    <Page
      title="Fairness so far"
      lead="How often each member’s choice has won, across all ballots where members tick papers."
      actions={
        <>
          {fairness && fairness.members.length > 0 ? <PrintButton /> : null}
          {back}
        </>
      }
    >
      {fairness === null ? (
        <Empty title="This page is for members">
          Only members of the group can see how often each member’s choice has won.
        </Empty>
      ) : fairness.members.length === 0 ? (
        <Empty title="Nothing to compare yet">
          Once a ballot where members tick papers has chosen one, this page shows whose choice won.
        </Empty>
      ) : (
        <Fairness fairness={fairness} timeZone={timeZone} />
      )}
    </Page>
  );
}
