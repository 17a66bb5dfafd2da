import { randomUUID } from "node:crypto";
import { corrected, reason } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of papers, of searches and of recommendations. */
export const PAPER_ACTIONS: Record<string, Action> = {
  "papers.upvote": ({ ada, paperId }) => as(ada).papers.upvote({ paperId, on: true }),
  "papers.readPasted": ({ ada }) => as(ada).papers.readPasted({ text: "only words" }),
  "papers.findReference": ({ ada }) => as(ada).papers.findReference({ words: "only words" }),
  "papers.fetchPasted": ({ ada }) => as(ada).papers.fetchPasted({ text: "only words" }),
  "papers.await": ({ ada }) => as(ada).papers.await({ text: "arXiv:2605.01234" }),
  "papers.stopAwaiting": async ({ ada }) => {
    await as(ada).papers.await({ text: "arXiv:2605.04321" });
    const [waiting] = await as(ada).papers.awaited();
    await as(ada).papers.stopAwaiting({ awaitedId: waiting?.id ?? "" });
  },
  "papers.add": ({ ada }) =>
    as(ada).papers.add({ title: `On ${randomUUID()}`, abstract: "Words.", authors: ["A. Author"] }),
  "papers.edit": ({ ada, paperId }) =>
    as(ada).papers.edit({ paperId, basedOn: 1, ...corrected(`On ${randomUUID()}`) }),
  "papers.undo": ({ ada, changeId }) => as(ada).papers.undo({ changeId }),
  "papers.stateStatus": ({ ada, paperId }) =>
    as(ada).papers.stateStatus({ paperId, status: "retracted", since: "", link: "", reason }),
  "papers.delete": ({ ada, spare }) => as(ada).papers.delete({ paperId: spare.id }),
  "papers.merge": ({ ada, paperId, spare }) =>
    as(ada).papers.merge({ keptId: spare.id, otherId: paperId }),
  "papers.undoMerge": ({ ada, mergeId }) => as(ada).papers.undoMerge({ mergeId }),
  "papers.tellApart": ({ ada, paperId, spare }) =>
    as(ada).papers.tellApart({ paperId, otherId: spare.id }),
  "papers.chooseTopic": ({ ada, paperId }) =>
    as(ada).papers.chooseTopic({ paperId, topic: "speech", accepted: true }),
  "papers.saveTopic": ({ ada, topics, paper }) => {
    const words = [paper.split("-").at(-1) as string];
    return as(ada).papers.saveTopic({ topic: topics.kept, name: `Topic ${randomUUID()}`, words });
  },
  "papers.mergeTopics": ({ ada, topics }) =>
    as(ada).papers.mergeTopics({ kept: "vision", other: topics.kept }),
  "papers.undoTopicMerge": ({ ada, topics }) =>
    as(ada).papers.undoTopicMerge({ topic: topics.merged }),
  "papers.undoImport": ({ ada, importId }) => as(ada).papers.undoImport({ importId }),
  "papers.suggest": ({ ada, spare: { id: paperId } }) =>
    as(ada).papers.suggest({ paperId, basedOn: 0, ...corrected("Other"), reason }),
  "papers.takeSuggestionBack": ({ ada, ownSuggestionId: suggestionId }) =>
    as(ada).papers.takeSuggestionBack({ suggestionId }),
  "papers.acceptSuggestion": ({ ada, suggestionId }) =>
    as(ada).papers.acceptSuggestion({ suggestionId, basedOn: 1 }),
  "papers.declineSuggestion": ({ ada, suggestionId }) =>
    as(ada).papers.declineSuggestion({ suggestionId, reason }),

  "recommendations.dismiss": ({ ada, paperId }) =>
    as(ada).recommendations.dismiss({ paperId, on: true }),
  "recommendations.clearDismissed": ({ ada }) => as(ada).recommendations.clearDismissed(),
};
