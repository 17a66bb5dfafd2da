// Brings abstracts that are kept as an older renderer, or none, has left them up to date.
import "server-only";
import { setImmediate } from "node:timers/promises";
import { db } from "@/server/platform/db";
import { RENDERING } from "@/server/platform/formula";
import { renderedAbstract } from "./mathematics";

/** Papers that are read, and written, by one statement. */
const BATCH = 50;
/** Comes before every id. */
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Renders what an older renderer, or none, has left, in batches and with pauses for everything else that
 * the process does. Safe to run twice, also at once; what is corrected meanwhile is left to the next run.
 * @returns how many papers
 */
export async function renderAnew(): Promise<number> {
  let rendered = 0;
  for (let after = FIRST; ; ) {
    const papers = await db.paper.findMany({
      where: { rendering: { lt: RENDERING }, id: { gt: after } },
      select: { id: true, abstract: true },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    if (papers.length === 0) return rendered;
    after = papers.at(-1)?.id ?? after;
    const made = [];
    for (const { abstract } of papers) {
      await setImmediate();
      made.push(renderedAbstract(abstract));
    }
    rendered += await db.$executeRaw`
      UPDATE "Paper" p SET "abstractHtml" = made.html, "excerptHtml" = made.excerpt, rendering = ${RENDERING}::int
      FROM unnest(${papers.map(({ id }) => id)}::uuid[], ${papers.map(({ abstract }) => abstract)}::text[],
        ${made.map(({ abstractHtml }) => abstractHtml)}::text[],
        ${made.map(({ excerptHtml }) => excerptHtml)}::text[]) AS made(id, abstract, html, excerpt)
      WHERE p.id = made.id AND p.abstract = made.abstract`;
  }
}
