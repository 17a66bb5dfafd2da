// Renders pitches, when a paper is nominated and again when the renderer has changed.
import "server-only";
import { db } from "@/server/platform/database/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";

const where = { rendering: { lt: RENDERING } };

/** Renders a pitch for its row, and names the renderer. @throws Refusal INVALID with too large a table */
export function renderPitch(pitch: string) {
  const { html } = renderMarkdown(pitch, { field: "pitch" });
  return { pitchHtml: html, rendering: RENDERING };
}

/** Pitches of nominations. */
export const pitches = storedTexts({
  name: "pitches",
  left: () => db.nomination.count({ where }),
  read: (take) =>
    db.nomination.findMany({
      where,
      select: { id: true, pitch: true, pitchHtml: true },
      orderBy: { rendering: "asc" },
      take,
    }),
  render: ({ pitch }) => renderPitch(pitch).pitchHtml,
  unrendered: ({ pitchHtml }) => pitchHtml,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "Nomination" n SET "pitchHtml" = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.pitch)}::text[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, pitch, html)
    WHERE n.id = made.id AND n.pitch = made.pitch AND n.rendering < ${RENDERING}::int`,
});
