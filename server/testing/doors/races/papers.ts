import { as } from "../callers";
import { answer, doing, mergeInto, mergeOnBallot, undoMerge, upvote, vote, words } from "./acts";
import { lost, type Race } from "./race";

/** Races of papers. */
export const PAPER_RACES: Record<string, Race> = {
  "a paper is merged, and upvoted": { acts: [mergeInto("spare"), upvote(true)] },
  "a paper is merged, and commented on": {
    acts: [mergeInto("spare"), answer],
    wrong: ({ bela, open }) => lost({ authorId: bela.id, parentId: open.adas }),
  },
  "a paper is merged, and gets its first comment in a group": {
    acts: [
      mergeInto("spare"),
      ({ bela, reading: { group }, paper }) =>
        as(bela).threads.addInGroup({ group, paper, ...words() }),
    ],
    wrong: ({ bela, reading, spare }) =>
      lost({ authorId: bela.id, thread: { groupId: reading.groupId, paperId: spare.id } }),
  },
  "a paper is merged, and nominated": {
    acts: [mergeInto("spare"), doing("nominations.nominate")],
  },
  "a paper is merged, and its ballot closed": {
    acts: [mergeOnBallot, doing("ballots.close")],
  },
  "a paper is merged, and its ballot voted on": { acts: [mergeOnBallot, vote] },
  "two papers are merged into each other": {
    acts: [mergeInto("spare"), mergeInto("paper")],
    once: true,
  },
  "a merge is undone twice": {
    prepare: mergeInto("spare"),
    acts: [undoMerge("ada"), undoMerge("lena")],
    once: true,
  },
  "a merge is undone, and the paper commented on": {
    prepare: mergeInto("spare"),
    acts: [undoMerge("lena"), answer],
  },
  "a paper is upvoted, and not": { acts: [upvote(true), upvote(false)] },
};
