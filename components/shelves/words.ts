import { countInWords, listInWords } from "@/server/platform/text/words";
import type { ContentOrder, Kept, Shelf } from "@/server/shelves/rules";

export const SHELF_WORDS: Record<Kept, string> = {
  toRead: "To read",
  reading: "Reading",
  read: "Read",
  noted: "Notes",
};

export const ORDER_WORDS: Record<ContentOrder, string> = {
  recent: "Latest first",
  title: "By title",
  published: "Newest publication",
  upvotes: "Most upvotes",
};

/** Says where a paper is now. */
export function keptInWords(shelf: Shelf | null): string {
  return shelf === null
    ? "The paper is off your shelves."
    : `The paper is on your shelf “${SHELF_WORDS[shelf]}”.`;
}

/** Says which groups know now that a person has read a paper. */
export function toldInWords(groups: readonly string[]): string {
  const names = listInWords(groups);
  return groups.length === 1
    ? `${names} knows that you have read it.`
    : `${names} know that you have read it.`;
}

/** "3 papers", with the way in which a list is shared. */
export function listInShort({ count, link }: { count: number; link: string | null }): string {
  return link ? `${countInWords(count, "paper")} · shared by link` : countInWords(count, "paper");
}
