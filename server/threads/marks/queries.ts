import "server-only";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { NOBODY, PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { bytesAsData } from "@/server/platform/text/page-texts";
import { noteShown } from "@/server/platform/web/finished/shown";
import { KEY_POINTS, type KeyPoint, type Mark } from "../schema";

/** Most quotations highlighted in a text; more would highlight all of it. */
const MARKS = 100;
/** Bytes of all highlighted quotations in the data of a page. */
const MARK_BYTES = 60_000;

/** Lists the pinned comments of a thread, without those of people whom the viewer has blocked. */
export async function listKeyPoints(
  threadId: string,
  viewer: Viewer | null,
): Promise<Omit<KeyPoint, "folded">[]> {
  const points = await db.comment.findMany({
    where: {
      threadId,
      pinnedAt: { not: null },
      author: { blockedBy: { none: { personId: viewer?.id ?? NOBODY } } },
    },
    select: {
      id: true,
      authorId: true,
      html: true,
      spoiler: true,
      author: PERSON,
    },
    orderBy: [{ pinnedAt: "asc" }, { id: "asc" }],
    take: KEY_POINTS,
  });
  noteShown(...points.map(({ authorId }) => profileTopic(authorId)));
  return points.map(({ authorId: _, ...point }) => point);
}

/** Lists quotations of title and abstract in a thread, without those in comments hidden from the viewer. */
export async function listQuotes(threadId: string, viewer: Viewer | null): Promise<Mark[]> {
  const found = await db.quote.findMany({
    where: {
      threadId,
      source: { not: "paper" },
      comment: {
        hiddenAt: null,
        author: { blockedBy: { none: { personId: viewer?.id ?? NOBODY } } },
      },
    },
    select: { source: true, exact: true, prefix: true, suffix: true },
    take: MARKS,
  });
  let left = MARK_BYTES;
  return found.filter((mark) => {
    left -= bytesAsData(JSON.stringify(mark));
    return left >= 0;
  });
}
