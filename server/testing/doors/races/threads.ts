import { db } from "@/server/platform/database/db";
import { as } from "../callers";
import { answer, comment, doing, lockInside, reason } from "./acts";
import { found, type Race } from "./race";

/** Races of threads. */
export const THREAD_RACES: Record<string, Race> = {
  "a thread is locked, and written in": { acts: [lockInside, comment] },
  "a comment is hidden, and edited": {
    acts: [
      ({ lena, open }) => as(lena).moderation.hide({ commentId: open.adas, reason }),
      doing("threads.edit"),
    ],
    wrong: ({ open }) =>
      found(
        "a comment that is shown again",
        db.comment.count({ where: { id: open.adas, hiddenAt: null } }),
      ),
  },
  "a comment is hidden, and made a key point": {
    acts: [
      ({ lena, inside }) => as(lena).moderation.hide({ commentId: inside.belas, reason }),
      doing("threads.pin"),
    ],
  },
  "a comment is deleted, and edited": { acts: [doing("threads.remove"), doing("threads.edit")] },
  "a comment is deleted, and answered": { acts: [doing("threads.remove"), answer] },
  "a comment is deleted, and reacted to": {
    acts: [
      doing("threads.remove"),
      ({ bela, open }) =>
        as(bela).threads.react({ commentId: open.adas, kind: "thanks", on: true }),
    ],
  },
  "a comment is deleted, and reported": {
    acts: [
      doing("threads.remove"),
      ({ bela, open }) => as(bela).moderation.report({ commentId: open.adas, reason }),
    ],
  },
  "a comment is restored, and removed": {
    acts: [
      doing("moderation.restore"),
      ({ lena, open }) => as(lena).moderation.remove({ commentId: open.hidden, reason }),
    ],
  },
};
