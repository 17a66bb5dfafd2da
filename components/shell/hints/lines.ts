import {
  ballotsPath,
  groupPath,
  meetingsPath,
  membersPath,
  PATHS,
  paperPath,
  topicPath,
  withQuery,
} from "@/server/platform/web/addresses";
import type { Hints } from "@/server/search/schema";

/** A line of the list: where it leads, its words, and what tells it from others with the same words. */
export interface Line {
  href: string;
  words: string;
  more?: string;
}

/** Lines of one kind under a heading. */
export interface Section {
  title: string;
  lines: Line[];
}

const FOR_ALL: Line[] = [
  { href: PATHS.papers, words: "Trending papers" },
  { href: withQuery(PATHS.papers, { order: "new" }), words: "New papers" },
  { href: PATHS.topics, words: "Topics" },
  { href: PATHS.groups, words: "Groups" },
];
const FOR_MEMBERS: Line[] = [
  { href: PATHS.desk, words: "My desk" },
  { href: PATHS.notifications, words: "Notifications" },
  { href: PATHS.digests, words: "Papers by email" },
  { href: PATHS.newPaper, words: "Add a paper" },
  { href: PATHS.newGroup, words: "Start a group" },
  { href: PATHS.settings, words: "Settings" },
];
const FOR_GUESTS: Line[] = [
  { href: PATHS.signIn, words: "Sign in" },
  { href: PATHS.subscribe, words: "Trending papers by email" },
];

/** Pages offered below what was found. */
const PAGES = 3;

/** Writes a text in small letters without accents, and with blanks for signs. */
function plain(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

/** Whether each word that was typed begins a word of these. */
function isMeant(words: string, typed: string): boolean {
  const within = plain(words);
  return plain(typed)
    .split(" ")
    .every((word) => within.includes(` ${word}`));
}

/**
 * Arranges what is offered to somebody who has typed this: papers, groups, people and topics as the server found them,
 * then pages, and the search itself as the last line. Without words, the pages and the viewer's groups.
 */
export function sectionsFor(typed: string, hints: Hints, isMember: boolean): Section[] {
  const q = typed.trim();
  const own = [...(isMember ? FOR_MEMBERS : FOR_GUESTS), ...FOR_ALL];
  const pages = q ? own.filter(({ words }) => isMeant(words, q)).slice(0, PAGES) : own;
  const groups = hints.groups.flatMap(({ slug, name, mine }) => {
    const lines = [{ href: groupPath(slug), words: name }];
    if (mine) {
      lines.push({ href: ballotsPath(slug), words: `${name}: ballots` });
      lines.push({ href: meetingsPath(slug), words: `${name}: meetings` });
    }
    return lines.filter(({ words }, at) => isMeant(words, q) || (at === 0 && !mine));
  });
  const sections: Section[] = [
    {
      title: "Papers",
      lines: hints.papers.map(({ slug, title, authors }) => ({
        ...{ href: paperPath(slug), words: title, more: authors.join(", ") },
      })),
    },
    { title: "Groups", lines: groups },
    {
      title: "People",
      lines: hints.people.map(({ handle, name, group }) => ({
        ...{ href: membersPath(group.slug), words: name, more: `@${handle}, ${group.name}` },
      })),
    },
    {
      title: "Topics",
      lines: hints.topics.map(({ slug, name }) => ({ href: topicPath(slug), words: name })),
    },
    { title: "Pages", lines: pages },
  ];
  if (q)
    sections.push({
      title: "Search",
      lines: [{ href: withQuery(PATHS.search, { q }), words: `Search for “${q}”` }],
    });
  return sections.filter(({ lines }) => lines.length > 0);
}
