import { db } from "@/server/platform/database/db";
import { as } from "../callers";
import { doing, inDays, reason, vote, withdraw } from "./acts";
import type { Race } from "./race";

/** Races of ballots, and of papers before and after them. */
export const BALLOT_RACES: Record<string, Race> = {
  "a ballot is closed, and its candidate withdrawn": { acts: [doing("ballots.close"), withdraw] },
  "a ballot is closed, and voted on": { acts: [doing("ballots.close"), vote], first: true },
  "a ballot is closed, and cancelled": {
    acts: [doing("ballots.close"), doing("ballots.cancel")],
  },
  "a ballot is closed twice": {
    acts: [
      doing("ballots.close"),
      ({ lena, reading: { group, ballotId } }) => as(lena).ballots.close({ group, ballotId }),
    ],
  },
  "a ballot is extended, and closed": { acts: [doing("ballots.change"), doing("ballots.close")] },
  "a ballot is extended twice": {
    acts: [
      doing("ballots.change"),
      ({ lena, reading: { group, ballotId } }) =>
        as(lena).ballots.change({ group, ballotId, closesAt: inDays(2) }),
    ],
  },
  "members are reminded of a ballot twice": {
    acts: [
      doing("ballots.remind"),
      ({ lena, reading: { group, ballotId } }) => as(lena).ballots.remind({ group, ballotId }),
    ],
    once: true,
  },
  "a ballot gets a candidate, and a vote": { acts: [doing("ballots.addCandidate"), vote] },
  "a paper is marked read twice": {
    acts: [
      doing("ballots.markRead"),
      ({ lena, reading: { group, unplanned } }) =>
        as(lena).ballots.markRead({ group, readingId: unplanned, read: true }),
    ],
    once: true,
  },
  "a paper is marked read, and its meeting cancelled": {
    acts: [
      async ({ lena, reading: { group, mine } }) => {
        const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: mine } });
        return as(lena).ballots.markRead({ group, readingId, read: true });
      },
      ({ ada, reading: { group, mine } }) => as(ada).meetings.cancel({ group, meetingId: mine }),
    ],
  },
  "a ballot is frozen, and a candidate added": {
    acts: [doing("ballots.freeze"), doing("ballots.addCandidate")],
    first: true,
  },
  "a ballot gets a candidate that is withdrawn": {
    acts: [doing("ballots.addCandidate"), doing("nominations.withdraw")],
  },
  "a tie is decided twice": {
    acts: [
      doing("ballots.decide"),
      ({ lena, reading: { group, tiedId, tiedCandidate: candidateId } }) =>
        as(lena).ballots.decide({ group, ballotId: tiedId, candidateId, note: reason }),
    ],
    once: true,
  },
  "a paper is nominated by two": {
    acts: [
      doing("nominations.nominate"),
      ({ bela, reading: { group }, paperId }) => as(bela).nominations.nominate({ group, paperId }),
    ],
  },
  "a draft is opened, and edited": { acts: [doing("ballots.open"), doing("ballots.edit")] },
};
