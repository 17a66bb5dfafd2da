import type { Metadata } from "next";
import { GroupCard } from "@/components/groups/group-card";
import { MyGroups } from "@/components/groups/my-groups";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Pager } from "@/components/ui/links/pager";
import { positionText } from "@/server/platform/text/inputs";
import { PATHS } from "@/server/platform/web/addresses";
import { guestApi } from "@/trpc/server";

export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: "Groups",
  description: "Public reading groups: what they read and how to join.",
};

interface Props {
  searchParams: Promise<{ page?: string | string[] }>;
}

export default async function GroupsPage({ searchParams }: Props) {
  const page = positionText.parse((await searchParams).page);
  const { groups, pages } = await guestApi().groups.list({ page });
  return (
    <Page
      title="Groups"
      lead="A group nominates papers, votes on what to read next, and discusses it."
      actions={
        <LinkButton href={PATHS.newGroup} variant="primary">
          <Icon of="lucide--plus" className="size-4" />
          Start a group
        </LinkButton>
      }
    >
      <MyGroups />
      {groups.length > 0 ? (
        <ul className="grid gap-4 sm:grid-cols-2">
          {groups.map((group) => (
            <li key={group.slug}>
              <GroupCard group={group} />
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={pages.page > 1 ? "There are no more groups" : "No public groups yet"}>
          {pages.page > 1 ? (
            <LinkButton href={PATHS.groups}>Go to the first page</LinkButton>
          ) : (
            "Start the first one: all it takes is a name and a minute."
          )}
        </Empty>
      )}
      <Pager pages={pages} path={PATHS.groups} />
    </Page>
  );
}
