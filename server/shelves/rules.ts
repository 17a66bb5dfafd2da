/** The three shelves of each person, in the order in which a paper goes through them. */
export const SHELVES = ["toRead", "reading", "read"] as const;
export type Shelf = (typeof SHELVES)[number];

/** Contents of a page of kept papers: a shelf, or the papers with a note. */
export const KEPT = [...SHELVES, "noted"] as const;
export type Kept = (typeof KEPT)[number];

/** Orders of kept papers: by the time of keeping, title, date of publication and upvotes. */
export const CONTENT_ORDERS = ["recent", "title", "published", "upvotes"] as const;
export type ContentOrder = (typeof CONTENT_ORDERS)[number];

/** Years by which kept papers can be filtered: those that have four digits, as in an address. */
export const [FIRST_YEAR, LAST_YEAR] = [1000, 2999];

/** Most words of a search within a shelf. */
const WORDS_MAX = 8;

/** Takes a search apart into its words; each has to be in the title, an author's name or a note of one's own. */
export function wordsOf(q: string): string[] {
  return [...new Set(q.split(/\s+/).filter(Boolean))].slice(0, WORDS_MAX);
}

/**
 * Moves an entry of a list by one place.
 * @returns the new order; the same one where there is no place to go
 */
export function moveByOne<Id>(ids: readonly Id[], id: Id, by: -1 | 1): Id[] {
  const at = ids.indexOf(id);
  const other = ids[at + by];
  if (at < 0 || other === undefined) return [...ids];
  return ids.map((one) => (one === id ? other : one === other ? id : one));
}
