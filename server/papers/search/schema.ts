import type { Operator } from "./language/rules";

/** A piece of a text in a search result. */
export interface Segment {
  text: string;
  /** Whether the piece matches the search. */
  hit: boolean;
}

/** The words of a search in a paper that it found, where they can be shown. */
export interface Marks {
  title: Segment[] | null;
  /** A passage of the abstract. */
  passage: Segment[] | null;
}

/** A part that would narrow a search down, and how many of the papers found have it. */
export interface Filter {
  kind: Operator;
  text: string;
  name: string;
  papers: number;
}
