import { day, draft, reason, rhythm } from "../action-inputs";
import { as } from "../callers";
import type { Action } from "./action";

/** The acts of nominations, ballots and rhythms. */
export const BALLOT_ACTIONS: Record<string, Action> = {
  "nominations.nominate": ({ ada, reading: { group }, paperId }) =>
    as(ada).nominations.nominate({ group, paperId }),
  "nominations.withdraw": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.withdraw({ group, nominationId: free }),
  "nominations.object": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.object({ group, nominationId: free, reason: "Too long." }),
  "nominations.offer": ({ ada, reading: { group, free } }) =>
    as(ada).nominations.offer({ group, nominationId: free, on: true }),

  "ballots.create": ({ ada, reading: { group, free } }) =>
    as(ada).ballots.create({ group, ...draft(free) }),
  "ballots.edit": ({ ada, alone }) =>
    as(ada).ballots.edit({
      group: alone.slug,
      ballotId: alone.draftId,
      ...draft(alone.nominationId),
    }),
  "ballots.open": ({ ada, alone }) =>
    as(ada).ballots.open({ group: alone.slug, ballotId: alone.draftId }),
  "ballots.vote": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.vote({ group, ballotId, answer: { approvals: [] } }),
  "ballots.addCandidate": ({ ada, reading: { group, ballotId, free } }) =>
    as(ada).ballots.addCandidate({ group, ballotId, nominationId: free }),
  "ballots.freeze": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.freeze({ group, ballotId }),
  "ballots.change": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.change({ group, ballotId, title: "Which one?", note: "", closesAt: day(3) }),
  "ballots.remind": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.remind({ group, ballotId }),
  "ballots.markRead": ({ ada, reading: { group, unplanned } }) =>
    as(ada).ballots.markRead({ group, readingId: unplanned, read: true }),
  "ballots.close": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.close({ group, ballotId }),
  "ballots.cancel": ({ ada, reading: { group, ballotId } }) =>
    as(ada).ballots.cancel({ group, ballotId, note: reason }),
  "ballots.decide": ({ ada, reading: { group, tiedId, tiedCandidate } }) =>
    as(ada).ballots.decide({ group, ballotId: tiedId, candidateId: tiedCandidate, note: reason }),

  "rhythms.set": ({ ada, reading: { group } }) => as(ada).rhythms.set({ group, ...rhythm }),
  "rhythms.pause": ({ ada, reading: { group } }) => as(ada).rhythms.pause({ group, paused: true }),
  "rhythms.end": ({ ada, reading: { group } }) => as(ada).rhythms.end({ group }),
};
