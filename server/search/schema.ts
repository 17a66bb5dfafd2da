import { z } from "zod";
import { searchInput } from "@/server/papers/schema";
import { line, strictPosition } from "@/server/platform/text/inputs";

/** The words in a search field while somebody types. */
export const hintsInput = z.object({ q: line(200, "The search text") });

/** A paper offered while somebody types, by its title in plain signs. */
export interface PaperHint {
  slug: string;
  title: string;
  /** Its first authors. */
  authors: string[];
}

export interface GroupHint {
  slug: string;
  name: string;
  /** Whether the viewer is a member. */
  mine: boolean;
}

/** Somebody in a group with the viewer, and that group. */
export interface PersonHint {
  handle: string;
  name: string;
  group: { slug: string; name: string };
}

export interface TopicHint {
  slug: string;
  name: string;
}

/** Everything offered while somebody types, each kind with the best first. */
export interface Hints {
  papers: PaperHint[];
  groups: GroupHint[];
  people: PersonHint[];
  topics: TopicHint[];
}

export const NO_HINTS: Hints = { papers: [], groups: [], people: [], topics: [] };

/** Papers on a page of results. */
export const PAPERS_A_PAGE = 50;
/** The best papers of a search, of which those with each filter are counted. */
export const MOST_COUNTED = 500;

export const searchPapersInput = searchInput.pick({ q: true }).extend({
  /** The page of a list by operators alone. Papers that are ordered by words have one page. */
  cursor: strictPosition,
});
export type SearchPapersInput = z.output<typeof searchPapersInput>;
