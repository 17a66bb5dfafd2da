import type { z } from "zod";
import { searchInput } from "@/server/papers/schema";
import { strictPosition } from "@/server/platform/text/inputs";

/** Papers on a page of results. */
export const PAPERS_A_PAGE = 50;
/** The best papers of a search, of which those with each filter are counted. */
export const MOST_COUNTED = 500;

export const searchPapersInput = searchInput.pick({ q: true }).extend({
  /** The page of a list by operators alone. Papers that are ordered by words have one page. */
  cursor: strictPosition,
});
export type SearchPapersInput = z.output<typeof searchPapersInput>;
