"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import {
  Autocomplete,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  SearchField,
  useFilter,
} from "react-aria-components";
import { useViewer } from "@/components/people/viewer";
import { Dialog } from "@/components/ui/dialog";
import {
  ballotsPath,
  groupPath,
  meetingsPath,
  PATHS,
  paperPath,
  topicPath,
  withQuery,
} from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface Place {
  href: string;
  words: string;
}

const FOR_ALL: Place[] = [
  { href: PATHS.papers, words: "Trending papers" },
  { href: withQuery(PATHS.papers, { order: "new" }), words: "New papers" },
  { href: PATHS.topics, words: "Topics" },
  { href: PATHS.groups, words: "Groups" },
];
const FOR_MEMBERS: Place[] = [
  { href: PATHS.desk, words: "My desk" },
  { href: PATHS.notifications, words: "Notifications" },
  { href: PATHS.digests, words: "Papers by email" },
  { href: PATHS.newPaper, words: "Add a paper" },
  { href: PATHS.newGroup, words: "Start a group" },
  { href: PATHS.settings, words: "Settings" },
];
const FOR_GUESTS: Place[] = [
  { href: PATHS.signIn, words: "Sign in" },
  { href: PATHS.subscribe, words: "Trending papers by email" },
];

/** The line that opens the search page; its words change at each key, and an item may not change its id. */
const SEARCH = "found:search";

/** Most papers of a search, and the time without a key press after which it is made, in milliseconds. */
const MOST = 5;
const PAUSE_MS = 200;

/** A window that goes anywhere: pages, the viewer's groups, topics and papers, as one types. */
export function Palette({ open, onOpenChange }: Props) {
  const [left, setLeft] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      // The page that had the focus goes; giving it back would only scroll there.
      {...(left ? { onClosed: () => setLeft(false) } : {})}
      title="Go to"
    >
      <Places
        onChosen={() => {
          setLeft(true);
          onOpenChange(false);
        }}
      />
    </Dialog>
  );
}

function Places({ onChosen }: { onChosen: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const { viewer } = useViewer();
  const { groups, topics, papers } = useFound(useLater(typed.trim()), viewer !== null);
  const { contains } = useFilter({ sensitivity: "base" });
  const sections: [string, Place[]][] = [
    ["Papers", papers],
    ["Pages", [...(viewer ? FOR_MEMBERS : FOR_GUESTS), ...FOR_ALL]],
    ["My groups", groups],
    ["Topics", topics],
  ];
  const search = withQuery(PATHS.search, { q: typed.trim() });
  return (
    <Autocomplete
      inputValue={typed}
      onInputChange={setTyped}
      // The server has found the papers; words of their abstracts need not be in their titles.
      filter={(words, input, { key }) => isFound(String(key)) || contains(words, input)}
    >
      <SearchField
        aria-label="Page, group, topic or paper"
        autoFocus
        className="sticky top-0 z-10 bg-surface"
      >
        <Input
          maxLength={200}
          placeholder="Page, group, topic or paper"
          className="min-h-11 w-full rounded-md border border-line bg-page px-3 placeholder:text-muted"
        />
      </SearchField>
      <Menu
        aria-label="Places"
        // The window scrolls, not the list: axe asks of a list that scrolls that it can have the focus.
        className="mt-3"
        renderEmptyState={() => <p className="px-2 py-3 text-muted">Nothing has this name.</p>}
        onAction={(key) => {
          onChosen();
          router.push(key === SEARCH ? search : String(key).replace(/^found:/, ""));
        }}
      >
        {typed.trim() ? <Line id={SEARCH} words={`Search for “${typed.trim()}”`} /> : null}
        {sections.map(([title, places]) =>
          places.length > 0 ? (
            <MenuSection key={title}>
              <Header className="px-2 pt-3 pb-1 text-muted text-xs">{title}</Header>
              {places.map(({ href, words }) => (
                <Line key={href} id={href} words={words} />
              ))}
            </MenuSection>
          ) : null,
        )}
      </Menu>
    </Autocomplete>
  );
}

const isFound = (key: string) => key.startsWith("found:");

function Line({ id, words }: { id: string; words: string }) {
  return (
    <MenuItem
      id={id}
      textValue={words}
      className="cursor-pointer rounded-md px-2 py-2 outline-none data-[focused]:bg-sunken"
    >
      <bdi>{words}</bdi>
    </MenuItem>
  );
}

/** Finds the viewer's groups, the topics, and the papers of a search. */
function useFound(q: string, member: boolean): Record<"groups" | "topics" | "papers", Place[]> {
  const trpc = useTRPC();
  const groups = useQuery(trpc.groups.mine.queryOptions(undefined, { enabled: member })).data ?? [];
  const topics = useQuery(trpc.papers.topics.queryOptions()).data ?? [];
  const found = useQuery(
    trpc.papers.search.queryOptions({ q, limit: MOST }, { enabled: q.length > 1 }),
  ).data;
  return {
    papers: (q.length > 1 ? (found ?? []) : []).map(({ slug, title }) => ({
      href: `found:${paperPath(slug)}`,
      words: title,
    })),
    groups: groups.flatMap(({ slug, name }) => [
      { href: groupPath(slug), words: name },
      { href: ballotsPath(slug), words: `${name}: ballots` },
      { href: meetingsPath(slug), words: `${name}: meetings` },
    ]),
    topics: topics.map(({ slug, name }) => ({ href: topicPath(slug), words: name })),
  };
}

/** The value once it has not changed for a moment. */
function useLater(value: string): string {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return later;
}
