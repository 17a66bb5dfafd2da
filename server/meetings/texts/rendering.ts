// Renders agendas and notes anew that an older renderer wrote.
import "server-only";
import { db } from "@/server/platform/database/db";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";
import { storedTexts } from "@/server/platform/text/renewing";

const where = { rendering: { lt: RENDERING } };

/** Agendas and notes, with their earlier versions. */
export const meetingTexts = storedTexts({
  name: "agendas and notes",
  left: () => db.meetingText.count({ where }),
  read: (take) =>
    db.meetingText.findMany({
      where,
      select: { meetingId: true, kind: true, version: true, body: true, html: true },
      orderBy: { rendering: "asc" },
      take,
    }),
  render: ({ body }) => renderMarkdown(body).html,
  unrendered: ({ html }) => html,
  write: (tx, renewed) => tx.$executeRaw`
    UPDATE "MeetingText" t SET html = made.html, rendering = ${RENDERING}::int
    FROM unnest(${renewed.map(({ text }) => text.meetingId)}::uuid[],
      ${renewed.map(({ text }) => text.kind)}::text[],
      ${renewed.map(({ text }) => text.version)}::int[],
      ${renewed.map(({ shown }) => shown)}::text[]) AS made(id, kind, version, html)
    WHERE t."meetingId" = made.id AND t.kind::text = made.kind AND t.version = made.version
      AND t.rendering < ${RENDERING}::int`,
});
