import "server-only";
import { db } from "@/server/platform/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";
import { escaped, plainExcerpt, renderedAbstract } from "./rules";

const where = { rendering: { lt: RENDERING } };

/** Abstracts; they have no HTML at all where none of our commands wrote them. */
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
  render: ({ abstract }) => renderedAbstract(abstract),
  unrendered: ({ abstract }) => ({
    abstractHtml: escaped(abstract),
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
