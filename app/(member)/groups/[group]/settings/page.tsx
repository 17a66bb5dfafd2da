import type { Metadata } from "next";
import type { ReactNode } from "react";
import { GroupAddress } from "@/components/groups/settings/group-address";
import { GroupEnding } from "@/components/groups/settings/group-ending";
import { GroupSettings } from "@/components/groups/settings/group-settings";
import { QuietSettings } from "@/components/groups/settings/quiet-settings";
import { SlotSettings } from "@/components/meetings/planning/slot-settings";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { groupSettingsPath, groupWatchesPath, membersPath } from "@/server/platform/web/addresses";
import { api, requireViewer } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Settings" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupSettingsPage({ params }: Props) {
  const { group } = await params;
  const { may, name, description, visibility, joinPolicy, timeZone, archivedAt, endsAt } =
    await headOf(group);
  const viewer = await requireViewer(groupSettingsPath(group));
  if (!may.organize && !may.own) {
    return (
      <Page
        title="Settings"
        lead="Only organizers of this group can change its settings. Ask one of them."
        actions={<LinkButton href={membersPath(group)}>See members</LinkButton>}
      />
    );
  }
  const calls = await api();
  const [meetings, defaults, running] = await Promise.all([
    may.organize ? calls.meetings.slot({ group }) : null,
    may.organize ? calls.notifications.groupDefaults({ group }) : null,
    may.own ? calls.groups.running({ group }) : [],
  ]);
  return (
    <Page title="Settings">
      {may.organize ? (
        <GroupSettings
          group={group}
          fields={{ name, description, visibility, joinPolicy, timeZone }}
        />
      ) : null}
      {meetings ? (
        <Part
          id="meetings"
          title="When the group meets"
          lead="A paper chosen by ballot is discussed at the next free regular time, at least a day after the choice. You can move single meetings."
        >
          <SlotSettings group={group} timeZone={timeZone} {...meetings} />
        </Part>
      ) : null}
      {may.organize ? (
        <Part
          id="watches"
          title="New papers"
          lead="Watches look once a day at feeds, arXiv, Crossref or OpenAlex, and suggest new papers to the members."
        >
          <LinkButton href={groupWatchesPath(group)}>Set up watches</LinkButton>
        </Part>
      ) : null}
      {defaults ? <QuietSettings group={group} chosen={defaults} /> : null}
      {may.own && may.organize ? (
        <Part id="address" title="The group’s web address">
          <GroupAddress group={group} listed={visibility === "public"} />
        </Part>
      ) : null}
      {may.own ? (
        <Part id="ending" title="Archive or delete the group">
          <GroupEnding
            group={group}
            name={name}
            archived={archivedAt !== null}
            running={running}
            endsAt={endsAt}
            timeZone={viewer.timeZone}
          />
        </Part>
      ) : null}
    </Page>
  );
}

interface PartProps {
  id: string;
  title: string;
  lead?: string;
  children: ReactNode;
}

function Part({ id, title, lead, children }: PartProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-12 border-line border-t pt-8">
      <h2 id={`${id}-title`} className="mb-5 font-semibold font-serif text-xl">
        {title}
      </h2>
      {lead ? <p className="-mt-4 mb-5 max-w-[60ch] text-muted">{lead}</p> : null}
      {children}
    </section>
  );
}
