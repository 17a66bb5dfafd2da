import { TabLinks } from "@/components/ui/links/tab-links";
import { type Kind, type SearchRequest, searchAddress } from "./address";

const WORDS: Record<Kind, string> = {
  papers: "Papers",
  discussion: "Discussion",
  notes: "Meetings",
};

interface Props {
  path: string;
  request: SearchRequest;
  /** Kinds in the order of the tabs. */
  kinds: readonly Kind[];
}

/** Tabs for the kinds of search. */
export function SearchTabs({ path, request, kinds }: Props) {
  const tabs = kinds.map((kind) => ({
    key: kind,
    words: WORDS[kind],
    href: searchAddress(path, { ...request, kind }),
  }));
  return <TabLinks label="Search in" tabs={tabs} current={request.kind} />;
}
