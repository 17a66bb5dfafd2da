import type { Metadata } from "next";
import { GroupSettings } from "@/components/groups/group-settings";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { signedIn } from "@/trpc/server";
import { headOf } from "../head";

export const metadata: Metadata = { title: "Settings" };

interface Props {
  params: Promise<{ group: string }>;
}

export default async function GroupSettingsPage({ params }: Props) {
  const { group } = await params;
  const { may, name, description, visibility, joinPolicy, timeZone } = await headOf(group);
  await signedIn(`/groups/${group}/settings`);
  if (!may.organize) {
    return (
      <Page
        title="Settings"
        lead="Only organizers of this group can change them. Write to one of them."
        actions={<LinkButton href={`/groups/${group}/members`}>See the members</LinkButton>}
      />
    );
  }
  return (
    <Page title="Settings" lead="The address of the group stays as it is.">
      <GroupSettings
        group={group}
        fields={{ name, description, visibility, joinPolicy, timeZone }}
      />
    </Page>
  );
}
