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

/** A page with the further words by which people look for it. */
interface PageLine extends Line {
  also?: string;
}

/** The part of a viewer that decides which pages are offered; null for a guest. */
type Looking = { moderator: boolean; operator: boolean } | null;

const FOR_ALL: PageLine[] = [
  { href: PATHS.papers, words: "Trending papers", also: "front home" },
  { href: withQuery(PATHS.papers, { order: "new" }), words: "New papers" },
  { href: PATHS.topics, words: "Topics" },
  { href: PATHS.groups, words: "Groups" },
];
const FOR_MEMBERS: PageLine[] = [
  { href: PATHS.desk, words: "My desk" },
  { href: PATHS.forYou, words: "For you", also: "recommendations recommended" },
  { href: PATHS.shelves, words: "Shelves", also: "kept to read reading list bookmarks" },
  { href: PATHS.notifications, words: "Notifications" },
  { href: PATHS.digests, words: "Papers by email", also: "digests subscriptions newsletter" },
  { href: PATHS.newPaper, words: "Add a paper" },
  { href: PATHS.importPapers, words: "Import papers", also: "bibtex ris csv zotero file" },
  { href: PATHS.newGroup, words: "Start a group" },
  { href: PATHS.settings, words: "Settings", also: "profile account preferences" },
];
const FOR_MODERATORS: PageLine[] = [
  { href: PATHS.moderation, words: "Moderation", also: "reports" },
  { href: PATHS.topicsModeration, words: "Edit topics", also: "moderation" },
  { href: PATHS.duplicates, words: "Possible duplicates", also: "same papers merge moderation" },
];
const FOR_OPERATORS: PageLine[] = [
  { href: PATHS.operatorMail, words: "Site email", also: "operator" },
  { href: PATHS.operatorPapers, words: "Completed papers", also: "operator" },
  { href: PATHS.operatorSearch, words: "Site search", also: "operator model meaning" },
];
const FOR_GUESTS: PageLine[] = [
  { href: PATHS.signIn, words: "Sign in", also: "log login account register sign up" },
  { href: PATHS.subscribe, words: "Trending papers by email", also: "digest newsletter" },
];

/** The pages that there are for somebody. */
function pagesFor(viewer: Looking): PageLine[] {
  if (!viewer) return [...FOR_GUESTS, ...FOR_ALL];
  return [
    ...FOR_MEMBERS,
    ...FOR_ALL,
    ...(viewer.moderator ? FOR_MODERATORS : []),
    ...(viewer.operator ? FOR_OPERATORS : []),
  ];
}

/** Pages offered below what was found. */
const PAGES = 3;

/** Writes a text in small letters without accents, and with blanks for signs. */
function plain(text: string): string {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

/** Whether each word that was typed begins a word of these. */
function isMeant(words: string, typed: string): boolean {
  // "C++" and "C#" are no beginnings of words with a C.
  if (/[+#]/.test(typed)) return false;
  const within = plain(words);
  return plain(typed)
    .split(" ")
    .every((word) => within.includes(` ${word}`));
}

/**
 * Arranges what is offered to somebody who has typed this: papers, groups, people and topics as the server found them,
 * then pages, and the search itself as the last line. Without words, the pages and the viewer's groups.
 */
export function sectionsFor(typed: string, hints: Hints, viewer: Looking): Section[] {
  const q = typed.trim();
  const own = pagesFor(viewer);
  const meant = q
    ? [
        ...own.filter(({ words }) => isMeant(words, q)),
        ...own.filter(
          ({ words, also = "" }) => !isMeant(words, q) && isMeant(`${words} ${also}`, q),
        ),
      ].slice(0, PAGES)
    : own;
  const pages = meant.map(({ href, words }) => ({ href, words }));
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
