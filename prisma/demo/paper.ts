/** A paper of the demo. The facts are real; the abstract is our own summary. */
export interface DemoPaper {
  title: string;
  /** All authors, or the first eight. */
  authors: readonly string[];
  /** As exactly as it is known: "1978", "1978-07" or "1978-07-17". */
  publishedOn: string;
  arxivId?: string;
  doi?: string;
  url?: string;
  abstract: string;
}
