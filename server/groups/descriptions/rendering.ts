// Renders descriptions of groups, when they are saved and again when the renderer has changed.
import "server-only";
import { db } from "@/server/platform/database/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";

const where = { rendering: { lt: RENDERING } };

/** Renders a description for its row, and names the renderer. @throws Refusal INVALID with too large a table */
export function renderDescription(description: string) {
  const { html } = renderMarkdown(description, { field: "description" });
  return { descriptionHtml: html, rendering: RENDERING };
}

/** Descriptions of groups. */
export const groupDescriptions = storedTexts({
  name: "descriptions of groups",
  left: () => db.group.count({ where }),
  read: (take) =>
    db.group.findMany({
      where,
      select: { id: true, description: true, descriptionHtml: true },
      orderBy: { rendering: "asc" },
      take,
    }),
  render: ({ description }) => renderDescription(description).descriptionHtml,
  unrendered: ({ descriptionHtml }) => descriptionHtml,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "Group" g SET "descriptionHtml" = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.id)}::uuid[],
      ${renewed.map(({ text }) => text.description)}::text[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, description, html)
    WHERE g.id = made.id AND g.description = made.description AND g.rendering < ${RENDERING}::int`,
});
