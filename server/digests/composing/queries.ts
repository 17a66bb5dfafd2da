import "server-only";
import { BALLOT_UNFINISHED } from "@/server/ballots/sql";
import { memberOf } from "@/server/groups/sql";
import { listSentences } from "@/server/notifications/for-digest";
import { blocks } from "@/server/people/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { PLANNED_EACH_TIME } from "@/server/platform/database/names";
import type { ItemKind } from "../rules";
import type { ItemReason } from "../schema";
import { readSuggestions, type ShownSuggestion, suggestionKey } from "../suggestions/queries";

/** Characters of an abstract to read: enough that a formula in the excerpt is complete. */
const ABSTRACT_READ = 600;

/** A paper as a digest shows it. */
export interface DigestPaper {
  id: string;
  slug: string;
  title: string;
  authors: string[];
  authorCount: number;
  /** The first characters of the abstract. */
  beginning: string;
  upvoteCount: number;
  commentCount: number;
  /** Other members of the reader's groups who upvoted it. */
  fellows: number;
}

/** One item of a digest, as the reader may see it at this moment. */
export interface ShownItem {
  kind: ItemKind;
  why: ItemReason;
  paper: DigestPaper | null;
  group: { slug: string; name: string } | null;
  ballot: {
    id: string;
    closesAt: Date;
    candidates: number;
    outcome: string | null;
    /** Titles of papers that it chose beside the first. */
    others: string[];
  } | null;
  meeting: { id: string; startsAt: Date; minutes: number; place: string } | null;
  nomination: { id: string; by: string; pitch: string } | null;
  suggestion: ShownSuggestion | null;
  /** A notification in words, and the page it leads to. */
  news: { words: string; path: string } | null;
}

interface Row {
  digestId: string;
  position: number;
  kind: ItemKind;
  why: ItemReason;
  notificationId: string | null;
  paperId: string | null;
  personId: string | null;
  group: ShownItem["group"];
  ballot: (Omit<NonNullable<ShownItem["ballot"]>, "closesAt"> & { closesAt: string }) | null;
  meeting: (Omit<NonNullable<ShownItem["meeting"]>, "startsAt"> & { startsAt: string }) | null;
  nomination: ShownItem["nomination"];
}

/** Whether the person `s."personId"` may read an item `i`: items of a group are for its members. */
const MAY_READ = Prisma.sql`(i."groupId" IS NULL OR ${memberOf(Prisma.sql`s."personId"`, Prisma.sql`i."groupId"`)})
  AND (i.kind <> 'nomination' OR n."withdrawnAt" IS NULL)
  AND NOT ${blocks(Prisma.sql`s."personId"`, Prisma.sql`n."nominatedById"`)}`;

/**
 * Whether an item is still current: an open ballot without the reader's vote, or a meeting at the time named in
 * the item.
 */
const IS_STILL_NEWS = Prisma.sql`
  (i.kind <> 'ballot' OR (${BALLOT_UNFINISHED} AND NOT EXISTS (
    SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = s."personId")))
  AND (i.kind <> 'meeting' OR (m."cancelledAt" IS NULL
    AND i.subject = 'meeting:' || m.id || ':' || extract(epoch FROM m."startsAt")))`;

/**
 * Reads the items of digests, as their readers may see them now: a fixed number of statements,
 * however many digests there are.
 * @param again also includes what the reader has meanwhile read, voted on or heard of otherwise
 */
export async function readContent(
  tx: Tx,
  digestIds: readonly string[],
  { again = false }: { again?: boolean } = {},
): Promise<Map<string, ShownItem[]>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT i."digestId", i.position, i.kind::text AS kind, i.why, i."notificationId", i."paperId", s."personId",
      CASE WHEN g.id IS NOT NULL THEN json_build_object('slug', g.slug, 'name', g.name) END AS "group",
      CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'closesAt', b."closesAt", 'outcome', b.outcome,
        'candidates', (SELECT count(*) FROM "Candidate" c WHERE c."ballotId" = b.id),
        'others', ARRAY(SELECT p.title FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
          WHERE r."ballotId" = b.id AND r.seat > 1 ORDER BY r.seat)) END AS ballot,
      CASE WHEN m.id IS NOT NULL THEN json_build_object('id', m.id, 'startsAt', m."startsAt",
        'minutes', m.minutes, 'place', m.place) END AS meeting,
      CASE WHEN n.id IS NOT NULL THEN json_build_object('id', n.id, 'pitch', n.pitch, 'by', w.name) END AS nomination
    FROM "DigestItem" i JOIN "Digest" d ON d.id = i."digestId" JOIN "Subscription" s ON s.id = d."subscriptionId"
    LEFT JOIN "Group" g ON g.id = i."groupId"
    LEFT JOIN "Ballot" b ON b.id = i."ballotId" LEFT JOIN "Meeting" m ON m.id = i."meetingId"
    LEFT JOIN "Nomination" n ON n.id = i."nominationId"
    LEFT JOIN "Person" w ON w.id = n."nominatedById"
    WHERE i."digestId" = ANY(${[...digestIds]}::uuid[]) AND ${MAY_READ} AND (${again} OR ${IS_STILL_NEWS})
    ORDER BY i."digestId", i.position`;
  const news = await listSentences(
    tx,
    rows.flatMap(({ notificationId }) => notificationId ?? []),
    { again },
  );
  const newsBy = new Map(news.flatMap((line) => line.ids.slice(0, 1).map((id) => [id, line])));
  const suggestions = await readSuggestions(
    tx,
    rows.filter(({ kind }) => kind === "suggestion"),
    now(),
  );
  const papers = await readPapers(tx, rows);
  const fellows = await countFellows(tx, rows);
  const content = new Map<string, ShownItem[]>(digestIds.map((id) => [id, []]));
  const shown = new Map<string, DigestPaper>();
  /** Returns the same object to all readers who know as many people that upvoted it: it is described once. */
  const showPaper = (row: Row): DigestPaper | null => {
    const paper = papers.get(row.paperId ?? "");
    if (!paper) return null;
    const count = fellows.get(pairOf(row)) ?? 0;
    const key = `${row.paperId} ${count}`;
    const known = shown.get(key) ?? { ...paper, fellows: count };
    shown.set(key, known);
    return known;
  };
  for (const row of rows) {
    const line = row.notificationId === null ? null : newsBy.get(row.notificationId);
    // The reader has read it meanwhile, or another line already says it.
    if (line === undefined) continue;
    const suggestion = suggestions.get(suggestionKey(row.digestId, row.position)) ?? null;
    if (row.kind === "suggestion" && suggestion === null) continue;
    content.get(row.digestId)?.push({
      kind: row.kind,
      why: row.why,
      paper: showPaper(row),
      group: row.group,
      ballot: row.ballot && { ...row.ballot, closesAt: new Date(row.ballot.closesAt) },
      meeting: row.meeting && { ...row.meeting, startsAt: new Date(row.meeting.startsAt) },
      nomination: row.nomination,
      suggestion,
      news: line && { words: line.words, path: line.path },
    });
  }
  return content;
}

/** Reads the papers of these rows, each once, however many digests show it. */
async function readPapers(
  tx: Tx,
  rows: readonly Row[],
): Promise<Map<string, Omit<DigestPaper, "fellows">>> {
  const ids = [...new Set(rows.flatMap(({ paperId }) => paperId ?? []))];
  if (ids.length === 0) return new Map();
  const papers = await tx.$queryRaw<Omit<DigestPaper, "fellows">[]>`
    SELECT id, slug, title, coalesce(authors[1:4], '{}') AS authors, coalesce(cardinality(authors), 0) AS "authorCount",
      left(abstract, ${ABSTRACT_READ}::int) AS beginning, "upvoteCount", "commentCount"
    FROM "Paper" p JOIN "PaperStanding" s ON s."paperId" = p.id WHERE id = ANY(${ids}::uuid[])`;
  return new Map(papers.map((paper) => [paper.id, paper]));
}

const pairOf = ({ personId, paperId }: Pick<Row, "personId" | "paperId">) =>
  `${personId} ${paperId}`;

/**
 * Counts, for each reader and paper, the other members of the reader's groups who upvoted it. The upvotes are
 * read once for all readers. The plan for all values takes four times as long for a round of a hundred.
 */
async function countFellows(tx: Tx, rows: readonly Row[]): Promise<Map<string, number>> {
  const pairs = rows.filter(({ personId, paperId }) => personId && paperId);
  if (pairs.length === 0) return new Map();
  const found = await tx.$queryRaw<{ personId: string; paperId: string; fellows: number }[]>`
    ${Prisma.raw(PLANNED_EACH_TIME)} WITH wanted AS MATERIALIZED (
      SELECT DISTINCT person, paper FROM unnest(${pairs.map(({ personId }) => personId)}::uuid[],
        ${pairs.map(({ paperId }) => paperId)}::uuid[]) AS x(person, paper)
    ),
    mine AS MATERIALIZED (
      SELECT "personId", "groupId" FROM "Membership" WHERE "personId" IN (SELECT person FROM wanted)
    ),
    voters AS MATERIALIZED (
      SELECT u."paperId", u."personId", m."groupId"
      FROM "Upvote" u JOIN "Membership" m ON m."personId" = u."personId"
      WHERE u."paperId" IN (SELECT paper FROM wanted) AND m."groupId" IN (SELECT "groupId" FROM mine)
    )
    SELECT w.person AS "personId", w.paper AS "paperId", count(DISTINCT v."personId")::int AS fellows
    FROM voters v JOIN mine ON mine."groupId" = v."groupId" AND mine."personId" <> v."personId"
    JOIN wanted w ON w.person = mine."personId" AND w.paper = v."paperId"
    GROUP BY 1, 2`;
  return new Map(found.map((row) => [pairOf(row), row.fellows]));
}
