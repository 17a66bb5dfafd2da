import type { Metadata } from "next";
import { Page } from "@/components/shell/page";
import { ShelfTabs } from "@/components/shelves/contents/shelf-tabs";
import { Lists } from "@/components/shelves/lists/lists";
import { PATHS } from "@/server/platform/web/addresses";
import { api, requireReader } from "@/trpc/server";

export const metadata: Metadata = { title: "Lists", robots: { index: false } };

export default async function ListsPage() {
  await requireReader(PATHS.lists);
  const { shelves } = await api();
  const [counts, lists] = await Promise.all([shelves.counts(), shelves.lists()]);
  return (
    <Page
      title="Shelves"
      lead="Your own lists of papers. Only you see a list, until you share its link."
    >
      <ShelfTabs counts={counts} current="lists" />
      <Lists group={null} lists={lists} mayChange />
    </Page>
  );
}
