import { randomUUID } from "node:crypto";

/** The inputs of the procedures of papers as a page would send them, about this paper. */
export function paperInputs(
  paper: string,
  paperId: string,
): Record<string, Record<string, unknown>> {
  const corrected = {
    title: `Corrected ${randomUUID()}`,
    authors: ["Ada"],
    url: "https://a.org/",
    arxivId: "",
    doi: "",
    venue: "Words.",
    publishedOn: "2026-11-24",
    abstract: "Words.",
    reason: "Words.",
  };
  return {
    "papers.list": { order: "new", window: "all", topic: "voting", cursor: 1 },
    "papers.page": { paper },
    "papers.search": { q: "attention", limit: 5 },
    "papers.lookUp": { texts: ["https://a.org/"] },
    "papers.readPasted": { text: "https://a.org/" },
    "papers.fetchPasted": { text: "https://a.org/" },
    "papers.findReference": { words: "only words" },
    "papers.cite": { paperId },
    "papers.undoImport": { importId: randomUUID() },
    "papers.await": { text: "arXiv:2605.01234" },
    "papers.stopAwaiting": { awaitedId: randomUUID() },
    "papers.topic": { topic: "voting" },
    "papers.myUpvotes": { paperIds: [paperId] },
    "papers.upvote": { paperId, on: true },
    "papers.add": {
      title: `Title ${randomUUID()}`,
      abstract: "Words.",
      authors: ["Ada"],
      url: `https://a.org/${randomUUID()}`,
      venue: "Words.",
      publishedOn: "2026-11",
      identifiers: [],
      people: [{ kind: "person", name: "Ada", family: "Ada", given: null }],
    },
    "papers.history": { paper, page: 1 },
    "papers.forViewer": { paperId },
    "papers.form": { paper },
    "papers.versions": { paper },
    "papers.stateStatus": {
      ...{
        paperId,
        status: "retracted",
        since: "2026-05",
        link: "https://a.org/",
        reason: "Words.",
      },
    },
    "papers.edit": { paperId, basedOn: 0, ...corrected },
    "papers.undo": { changeId: randomUUID(), reason: "Words." },
    "papers.delete": { paperId: randomUUID() },
    "papers.suggest": { paperId, basedOn: 0, ...corrected },
    "papers.takeSuggestionBack": { suggestionId: randomUUID() },
    "papers.acceptSuggestion": { suggestionId: randomUUID(), basedOn: 0 },
    "papers.declineSuggestion": { suggestionId: randomUUID(), reason: "Words." },
    "papers.suggestionsFor": { paper, page: 1 },
    "papers.suggestions": { page: 1 },
  };
}
