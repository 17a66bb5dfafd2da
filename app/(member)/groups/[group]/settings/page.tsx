import type { Metadata } from "next";
import { GroupSettings } from "@/components/groups/settings/group-settings";
import { QuietSettings } from "@/components/groups/settings/quiet-settings";
import { SlotSettings } from "@/components/meetings/planning/slot-settings";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { groupSettingsPath, membersPath } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Settings" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupSettingsPage({ params }: Props) {
  const { group } = await params;
  const { may, name, description, visibility, joinPolicy, timeZone } = await headOf(group);
  await requireViewer(groupSettingsPath(group));
  if (!may.organize) {
    return (
      <Page
        title="Settings"
        lead="Only organizers of this group can change its settings. Ask one of them."
        actions={<LinkButton href={membersPath(group)}>See members</LinkButton>}
      />
    );
  }
  const calls = await api();
  const [meetings, defaults] = await Promise.all([
    calls.meetings.slot({ group }),
    calls.notifications.groupDefaults({ group }),
  ]);
  return (
    <Page title="Settings" lead="The group’s web address stays the same.">
      <GroupSettings
        group={group}
        fields={{ name, description, visibility, joinPolicy, timeZone }}
      />
      <section
        id="meetings"
        aria-labelledby="meetings-title"
        className="mt-12 border-line border-t pt-8"
      >
        <h2 id="meetings-title" className="font-semibold font-serif text-xl">
          When the group meets
        </h2>
        <p className="mt-1 mb-5 max-w-[60ch] text-muted">
          A paper chosen by ballot is discussed at the next free regular time, at least a day after
          the choice. You can move single meetings.
        </p>
        <SlotSettings group={group} timeZone={timeZone} {...meetings} />
      </section>
      <QuietSettings group={group} chosen={defaults} />
    </Page>
  );
}
