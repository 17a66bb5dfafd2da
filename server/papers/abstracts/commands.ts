import "server-only";
import { db } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";
import { escapeHtml, plainExcerpt, renderAbstract } from "./rules";

const where = { rendering: { lt: RENDERING } };

/** Abstracts. They have no HTML if they were not written by one of our commands. */
export const abstracts = storedTexts({
  name: "abstracts",
  left: () => db.paper.count({ where }),
  read: (take) =>
    db.paper.findMany({
      where,
      select: { id: true, abstract: true },
      orderBy: { rendering: "asc" },
      take,
    }),
  render: ({ abstract }) => renderAbstract(abstract),
  unrendered: ({ abstract }) => ({
    abstractHtml: escapeHtml(abstract),
    excerptHtml: plainExcerpt(abstract),
  }),
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "Paper" p SET "abstractHtml" = made.html, "excerptHtml" = made.excerpt, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.abstract)}::text[],
      ${renewed.map(({ shown }) => shown.abstractHtml)}::text[],
      ${renewed.map(({ shown }) => shown.excerptHtml)}::text[]) AS made(id, abstract, html, excerpt)
    WHERE p.id = made.id AND p.abstract = made.abstract AND p.rendering < ${RENDERING}::int`,
});
