import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";
import { type ShownVersion, VERSIONS_SHOWN } from "../schema";
import { commentScope } from "../scope";

/**
 * Lists the versions of a comment, the newest first, as many as fit on one page.
 * @throws Refusal NOT_FOUND if the comment is deleted, hidden, or by somebody the viewer has blocked
 */
export async function listVersions(
  viewer: Viewer | null,
  commentId: string,
): Promise<ShownVersion[]> {
  const { comment } = await commentScope(viewer, commentId);
  if (comment.deleted || comment.hidden) refuse("NOT_FOUND");
  const blocked =
    viewer !== null &&
    (await db.block.count({ where: { personId: viewer.id, blockedId: comment.authorId } })) > 0;
  if (blocked) refuse("NOT_FOUND");
  const found = await db.comment.findUniqueOrThrow({
    where: { id: commentId },
    select: {
      html: true,
      createdAt: true,
      editedAt: true,
      versions: {
        select: { version: true, html: true, createdAt: true },
        orderBy: { version: "desc" },
        take: VERSIONS_SHOWN,
      },
    },
  });
  const { html, createdAt, editedAt, versions } = found;
  const all = [{ version: null, html, createdAt: editedAt ?? createdAt }, ...versions];
  const texts = fitOnPage(all.map(({ html }) => html));
  return all.flatMap((one, at) => {
    const { html, folded } = texts[at] as PlacedText;
    return folded ? [] : [{ ...one, html }];
  });
}
