import type { Metadata } from "next";
import { OrganizersOnly } from "@/components/groups/organizers-only";
import { PlanMeeting } from "@/components/meetings/planning/plan-meeting";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { meetingsPath, newDatePollPath, newMeetingPath } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";
import { headOf } from "../../head";

export const metadata: Metadata = { title: "Plan a meeting" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function NewMeetingPage({ params }: Props) {
  const { group } = await params;
  const { may, timeZone, archivedAt } = await headOf(group);
  await requireReader(newMeetingPath(group));
  if (!may.organize) {
    return (
      <Page title="Plan a meeting">
        <OrganizersOnly
          archivedAt={archivedAt}
          title="Only organizers can plan meetings"
          href={meetingsPath(group)}
          back="Go to meetings"
        />
      </Page>
    );
  }
  const { meetings } = await api();
  const [draft, offers] = await Promise.all([
    meetings.draft({ group }),
    meetings.papers({ group }),
  ]);
  return (
    <Page
      title="Plan a meeting"
      actions={<LinkButton href={newDatePollPath(group)}>Ask when people can come</LinkButton>}
      lead="Plan it for any paper in the catalogue. A paper from the pool then counts as chosen."
    >
      <PlanMeeting group={group} timeZone={timeZone} draft={draft} offers={offers} />
    </Page>
  );
}
