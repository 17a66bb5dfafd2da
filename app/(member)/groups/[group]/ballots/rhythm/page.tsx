import type { Metadata } from "next";
import { RhythmSettings } from "@/components/ballots/rhythm/rhythm-settings";
import { OrganizersOnly } from "@/components/groups/organizers-only";
import { Page } from "@/components/shell/page";
import { ballotsPath, rhythmPath } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Rhythm of ballots" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function RhythmPage({ params }: Props) {
  const { group } = await params;
  const { may, timeZone, archivedAt } = await headOf(group);
  await requireReader(rhythmPath(group));
  if (!may.organize) {
    return (
      <Page title="Rhythm of ballots">
        <OrganizersOnly
          archivedAt={archivedAt}
          title="Only organizers can set the rhythm"
          href={ballotsPath(group)}
          back="Go to ballots"
        />
      </Page>
    );
  }
  const rhythm = await (await api()).rhythms.get({ group });
  return <RhythmSettings group={group} timeZone={timeZone} rhythm={rhythm} now={new Date()} />;
}
