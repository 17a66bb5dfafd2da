import "server-only";
import { db } from "@/server/platform/database/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";
import { findMentions } from "../mentions/commands";

const left = { where: { rendering: { lt: RENDERING } }, orderBy: { rendering: "asc" } } as const;

interface Written {
  body: string;
  html: string;
}

/** Renders a text again with the same mentions: membership and handles may have changed since. */
function renderAgain({ body, html }: Written): string {
  return renderMarkdown(body, { mentions: findMentions(html) }).html;
}

/** Current texts of comments. Renewing them sets no edited mark and announces nothing to open pages. */
export const commentTexts = storedTexts({
  name: "comments",
  left: () => db.comment.count({ where: left.where }),
  read: (take) =>
    db.comment.findMany({ ...left, select: { id: true, body: true, html: true }, take }),
  render: (text) => renderAgain(text),
  unrendered: ({ html }) => html,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "Comment" c SET html = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.body)}::text[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, body, html)
    WHERE c.id = made.id AND c.body = made.body AND c.rendering < ${RENDERING}::int`,
});

/** Earlier versions of edited comments. */
export const versionTexts = storedTexts({
  name: "earlier versions of comments",
  left: () => db.commentVersion.count({ where: left.where }),
  read: (take) =>
    db.commentVersion.findMany({
      ...left,
      select: { commentId: true, version: true, body: true, html: true },
      take,
    }),
  render: (text) => renderAgain(text),
  unrendered: ({ html }) => html,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "CommentVersion" v SET html = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.commentId)}::uuid[],
      ${renewed.map(({ text }) => text.version)}::int[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, version, html)
    WHERE v."commentId" = made.id AND v.version = made.version AND v.rendering < ${RENDERING}::int`,
});
