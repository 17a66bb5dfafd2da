import { TabLinks } from "@/components/ui/links/tab-links";
import { PATHS, shelfPath } from "@/server/platform/web/addresses";
import { KEPT, type Kept } from "@/server/shelves/rules";
import { SHELF_WORDS } from "../words";

interface Props {
  counts: Record<Kept | "lists", number>;
  current: Kept | "lists";
}

/** Tabs of the three shelves, notes and lists, each with its number. */
export function ShelfTabs({ counts, current }: Props) {
  const tabs = [
    ...KEPT.map((shelf) => ({
      key: shelf,
      href: shelfPath(shelf),
      words: `${SHELF_WORDS[shelf]} (${counts[shelf]})`,
    })),
    { key: "lists", href: PATHS.lists, words: `Lists (${counts.lists})` },
  ];
  return <TabLinks label="Shelves" tabs={tabs} current={current} />;
}
