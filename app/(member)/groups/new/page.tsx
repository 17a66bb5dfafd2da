import type { Metadata } from "next";
import { NewGroup } from "@/components/groups/settings/new-group";
import { Page } from "@/components/shell/page";
import { PATHS } from "@/server/platform/web/addresses";
import { requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Start a group", robots: { index: false } };

export default async function NewGroupPage() {
  const { timeZone } = await requireReader(PATHS.newGroup);
  return (
    <Page
      title="Start a group"
      lead="You will own it: you can invite people, make some of them organizers, and open the first ballot. You can change all of this later."
    >
      <NewGroup timeZone={timeZone} />
    </Page>
  );
}
