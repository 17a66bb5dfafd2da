/** A paper of the demo. The facts are those of the paper; the abstract is a summary of our own. */
export interface DemoPaper {
  title: string;
  /** All, or the first eight of many. */
  authors: readonly string[];
  /** YYYY-MM-DD; the first of the month or year where the day is not known. */
  publishedOn: string;
  arxivId?: string;
  doi?: string;
  url?: string;
  abstract: string;
}
