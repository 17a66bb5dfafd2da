import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { withShownTitle } from "../../titles/shown";

const PAIRS_A_PAGE = 20;

/** The latest first: by the time at which a source said so, or at which the later paper was added. */
const order = (since: Prisma.Sql, id: Prisma.Sql): ListOrder => [
  { by: "since", as: "time", desc: true, sql: since },
  { by: "paperId", as: "id", sql: id },
];

interface Pair {
  since: Date;
  paperId: string;
  otherId: string;
  /** The source whose record says so; null for two papers with one title. */
  source: string | null;
}

/** Whether nobody has said that two papers are different. */
const untold = (one: Prisma.Sql, other: Prisma.Sql) => Prisma.sql`NOT EXISTS (
  SELECT FROM "DifferentPapers" d WHERE d."firstId" = least(${one}, ${other}) AND d."secondId" = greatest(${one}, ${other}))`;

/** Papers of which a source says that another one has their identifier. */
function toldBySources(position: ListPosition): Prisma.Sql {
  const { sql, take } = planPage(
    position,
    PAIRS_A_PAGE,
    order(Prisma.sql`c."askedAt"`, Prisma.sql`c."paperId"`),
  );
  return Prisma.sql`
    SELECT c."askedAt" AS since, c."paperId", c."duplicateOfId" AS "otherId", c.source FROM "PaperCompletion" c
    WHERE c.outcome = 'duplicate' AND c."duplicateOfId" IS NOT NULL AND c."askedAt" IS NOT NULL
      AND ${untold(Prisma.sql`c."paperId"`, Prisma.sql`c."duplicateOfId"`)} AND ${sql.where}
    ORDER BY ${sql.order} LIMIT ${take}`;
}

/** Papers with the title of an earlier one. Two DOIs, or two numbers of arXiv, tell two papers apart. */
function withOneTitle(position: ListPosition): Prisma.Sql {
  const { sql, take } = planPage(
    position,
    PAIRS_A_PAGE,
    order(Prisma.sql`p."addedAt"`, Prisma.sql`p.id`),
  );
  return Prisma.sql`
    SELECT p."addedAt" AS since, p.id AS "paperId", o.id AS "otherId", NULL AS source FROM "Paper" p
    CROSS JOIN LATERAL (
      SELECT e.id FROM "Paper" e
      WHERE e."normalizedTitle" = p."normalizedTitle" AND e.namesake < p.namesake
        AND coalesce(e.doi = p.doi, true) AND coalesce(e."arxivId" = p."arxivId", true)
        AND ${untold(Prisma.sql`p.id`, Prisma.sql`e.id`)}
      ORDER BY e.namesake LIMIT 1) o
    WHERE p.namesake > 0 AND ${sql.where} AND NOT EXISTS (
      SELECT FROM "PaperCompletion" c WHERE c."paperId" = p.id AND c.outcome = 'duplicate' AND c."duplicateOfId" IS NOT NULL)
    ORDER BY ${sql.order} LIMIT ${take}`;
}

/** Lists pairs of papers that may be one, for moderators. Each paper is in one pair at a time, beside an earlier one. */
export async function listDuplicates(position: ListPosition) {
  const page = planPage(position, PAIRS_A_PAGE, order(Prisma.sql`since`, Prisma.sql`"paperId"`));
  // A bare number, from an old address, begins at the start: both lists are cut before they are joined.
  const from = typeof position === "number" ? 1 : position;
  const read = await db.$queryRaw<Pair[]>`
    SELECT since, "paperId", "otherId", source FROM (
      (${toldBySources(from)}) UNION ALL (${withOneTitle(from)})) pairs
    ORDER BY ${page.sql.order} LIMIT ${page.take}`;
  const { rows, ...rest } = page.cut(read);
  const papers = await db.paper.findMany({
    where: { id: { in: rows.flatMap(({ paperId, otherId }) => [paperId, otherId]) } },
    select: {
      ...{ id: true, slug: true, title: true, authors: true, publishedOn: true },
      identifiers: { select: { type: true, value: true }, orderBy: { id: "asc" }, take: 5 },
    },
  });
  const shown = new Map(
    papers.map(({ authors, publishedOn, ...paper }) => [
      paper.id,
      {
        ...withShownTitle(paper),
        authors: authors.slice(0, 4),
        authorCount: authors.length,
        year: publishedOn?.getUTCFullYear() ?? null,
      },
    ]),
  );
  const pairs = rows.flatMap(({ paperId, otherId, source }) => {
    const [paper, other] = [shown.get(paperId), shown.get(otherId)];
    return paper && other ? [{ paper, other, source }] : [];
  });
  return { pairs, ...rest };
}
