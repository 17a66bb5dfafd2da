// How many comments, and links in them, a person may write.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type Limit, spend, spendEach } from "@/server/platform/limits";
import { Refusal, refuse } from "@/server/platform/refusal";
import { untilInWords } from "@/server/platform/text/inputs";
import { countInWords } from "@/server/platform/text/words";
import {
  countWebLinks,
  endOfNewness,
  NEW_FOR_HOURS,
  NEWCOMER_COMMENTS,
  NEWCOMER_LINKS,
} from "./rules";

/** New comments and edits together. */
const COMMENTS: Limit = { name: "comments", points: 60, perSeconds: 600 };
const COMMENTS_A_DAY: Limit = { name: "comments-day", points: 500, perSeconds: 86_400 };
const NEWCOMERS: Limit = { name: "newcomer-comments", points: NEWCOMER_COMMENTS, perSeconds: 3600 };

/** Counts a new comment or an edit (edits are stored as versions) against the limits. @throws Refusal TOO_MANY */
export async function spendComment(viewer: Viewer): Promise<void> {
  await spendEach([COMMENTS, viewer.id], [COMMENTS_A_DAY, viewer.id]);
}

/**
 * Limits the comments and links of a new account, so that accounts made only to advertise are not worth it.
 * @param html the rendered comment
 * @param writes whether the comment is new, and counts against the hourly limit
 * @throws Refusal TOO_MANY, INVALID
 */
export async function limitNewcomer(
  viewer: Viewer,
  html: string,
  { writes }: { writes: boolean },
): Promise<void> {
  const { createdAt } = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { createdAt: true },
  });
  const until = endOfNewness(createdAt, now());
  if (!until) return;
  const then = `until ${untilInWords(until, viewer.timeZone)}`;
  const links = countWebLinks(html);
  if (links > NEWCOMER_LINKS) {
    refuse("INVALID", {
      say: `Your account is new: ${then} your comments can contain at most ${NEWCOMER_LINKS} links. This one has ${links}.`,
      field: "body",
    });
  }
  if (!writes) return;
  try {
    await spend(NEWCOMERS, viewer.id);
  } catch (error) {
    if (!(error instanceof Refusal && error.retryAfterSeconds)) throw error;
    const { retryAfterSeconds } = error;
    const minutes = Math.ceil(retryAfterSeconds / 60);
    refuse("TOO_MANY", {
      retryAfterSeconds,
      say: `Your account is younger than ${NEW_FOR_HOURS / 24} days: ${then} you can write ${NEWCOMER_COMMENTS} comments an hour. Try again in ${countInWords(minutes, "minute")}.`,
    });
  }
}
