// Renders notes, when they are written and again when the renderer has changed.
import "server-only";
import { db } from "@/server/platform/database/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";

const where = { rendering: { lt: RENDERING } };

/** Renders a note for its row, and names the renderer. @throws Refusal INVALID with too large a table */
export function renderNote(body: string) {
  return { bodyHtml: renderMarkdown(body).html, rendering: RENDERING };
}

/** Notes that people write for themselves. */
export const paperNotes = storedTexts({
  name: "notes on papers",
  left: () => db.paperNote.count({ where }),
  read: (take) =>
    db.paperNote.findMany({
      where,
      select: { id: true, body: true, bodyHtml: true },
      orderBy: { rendering: "asc" },
      take,
    }),
  render: ({ body }) => renderNote(body).bodyHtml,
  unrendered: ({ bodyHtml }) => bodyHtml,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "PaperNote" n SET "bodyHtml" = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.body)}::text[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, body, html)
    WHERE n.id = made.id AND n.body = made.body AND n.rendering < ${RENDERING}::int`,
});
