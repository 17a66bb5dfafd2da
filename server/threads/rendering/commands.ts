import "server-only";
import { db } from "@/server/platform/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";
import { mentionsIn } from "../mentions/commands";

const left = { where: { rendering: { lt: RENDERING } }, orderBy: { rendering: "asc" } } as const;

interface Written {
  body: string;
  html: string;
}

/** Whom a text marked, it marks again: who may read it, and what they are called, may have changed since. */
function renderedAnew({ body, html }: Written): string {
  return renderMarkdown(body, { mentions: mentionsIn(html) }).html;
}

/** What comments say. Edited marks, numbers and open pages know nothing of it. */
export const comments = storedTexts({
  name: "comments",
  left: () => db.comment.count({ where: left.where }),
  read: (take) =>
    db.comment.findMany({ ...left, select: { id: true, body: true, html: true }, take }),
  render: (text) => renderedAnew(text),
  unrendered: ({ html }) => html,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "Comment" c SET html = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.body)}::text[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, body, html)
    WHERE c.id = made.id AND c.body = made.body AND c.rendering < ${RENDERING}::int`,
});

/** What comments said before they were edited. */
export const versions = storedTexts({
  name: "earlier versions of comments",
  left: () => db.commentVersion.count({ where: left.where }),
  read: (take) =>
    db.commentVersion.findMany({
      ...left,
      select: { commentId: true, version: true, body: true, html: true },
      take,
    }),
  render: (text) => renderedAnew(text),
  unrendered: ({ html }) => html,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "CommentVersion" v SET html = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.commentId)}::uuid[],
      ${renewed.map(({ text }) => text.version)}::int[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, version, html)
    WHERE v."commentId" = made.id AND v.version = made.version AND v.rendering < ${RENDERING}::int`,
});
