/** A paper of the demo. The facts are real; the abstract is our own summary. */
export interface DemoPaper {
  title: string;
  /** All authors, or the first eight. */
  authors: readonly string[];
  /** YYYY-MM-DD; the first of the month or year if the day is unknown. */
  publishedOn: string;
  arxivId?: string;
  doi?: string;
  url?: string;
  abstract: string;
}
