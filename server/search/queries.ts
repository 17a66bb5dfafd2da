import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import type {
  Segment,
  searchCommentsInput,
  searchGroupPapersInput,
  searchNotesInput,
} from "@/server/moderation/schema";
import { readCards } from "@/server/papers/queries";
import { searchHits, spendSearch } from "@/server/papers/search/queries";
import { showTitle } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import type { Label } from "@/server/threads/schema";
import { commentStands } from "@/server/threads/sql";
import {
  commentCandidates,
  commentCandidatesAmong,
  GAP,
  isBetween,
  isInGroupOfViewer,
  searchTerms,
} from "./sql";

const HITS_A_PAGE = 20;
const GROUP_PAPERS = 50;

/** Markers around matching words: control characters, which no stored text can contain. */
const [BEGIN, END] = ["\u0002", "\u0003"];
/** Words of two bytes are left out at the ends. A Chinese sign has three. */
const HEADLINE = `StartSel="${BEGIN}", StopSel="${END}", MaxFragments=2, MaxWords=28, MinWords=12, ShortWord=2, FragmentDelimiter=" … "`;

/** Splits a headline of PostgreSQL at the markers. */
function splitHeadline(headline: string): Segment[] {
  const whole = headline.replaceAll(`${END}${GAP}${BEGIN}`, "").replaceAll(GAP, "");
  return whole.split(BEGIN).flatMap((piece, at): Segment[] => {
    const [hit, after] = at === 0 ? ["", piece] : (piece.split(END) as [string, string?]);
    return [
      { text: hit, hit: true },
      { text: after ?? "", hit: false },
    ].filter(({ text }) => text !== "");
  });
}

interface CommentRow {
  id: string;
  createdAt: Date;
  label: Label | null;
  spoiler: string | null;
  answered: boolean;
  headline: string;
  handle: string;
  name: string;
  meetingId: string | null;
  paperSlug: string;
  paperTitle: string;
  groupSlug: string | null;
  groupName: string | null;
}

/**
 * Finds comments with any of the words, among those that the viewer may read. Those with most of the words come
 * first, then the newest. One query checks membership and blocks, so that nothing else is found or counted.
 * @param ip counts the searches of guests and people alike
 */
export async function searchComments(
  viewer: Viewer | null,
  { q, page, group, label, author, ...days }: z.output<typeof searchCommentsInput>,
  ip: string,
) {
  await spendSearch(ip);
  const ofAuthor = Prisma.sql`c."authorId" = (SELECT id FROM "Person" WHERE handle = ${author})`;
  const inGroup = Prisma.sql`t."groupId" = (SELECT id FROM "Group" WHERE slug = ${group})`;
  const among = author !== null ? ofAuthor : group !== null ? inGroup : null;
  const rows = await db.$queryRaw<CommentRow[]>`
    WITH ${searchTerms(q)}, ${among ? commentCandidatesAmong(among) : commentCandidates(days.until)},
    found AS (
      SELECT c.id, (SELECT count(*) FROM term WHERE s.search @@ term.query) AS words
      FROM candidate CROSS JOIN LATERAL (SELECT * FROM "Comment" WHERE id = candidate.id OFFSET 0) c
        CROSS JOIN LATERAL (SELECT "groupId" FROM "Thread" WHERE id = c."threadId" OFFSET 0) t
        CROSS JOIN LATERAL (SELECT search FROM "CommentSearch" WHERE "commentId" = c.id OFFSET 0) s
      WHERE ${commentStands}
        AND (t."groupId" IS NULL OR ${isInGroupOfViewer(Prisma.sql`t."groupId"`, viewer)})
        AND NOT ${blocks(Prisma.sql`${viewer?.id ?? null}::uuid`, Prisma.sql`c."authorId"`)}
        AND (${group}::text IS NULL OR ${inGroup})
        AND (${label}::text IS NULL OR c.label::text = ${label})
        AND (${author}::text IS NULL OR ${ofAuthor})
        AND ${isBetween(Prisma.sql`c."createdAt"`, days)}
      ORDER BY words DESC, c."createdAt" DESC, c.id
      LIMIT ${HITS_A_PAGE + 1} OFFSET ${(page - 1) * HITS_A_PAGE}
    )
    SELECT c.id, c."createdAt", c.label::text AS label, c.spoiler, c."answeredAt" IS NOT NULL AS answered,
      ts_headline('english', search_apart(c.body), question.shown, ${HEADLINE}) AS headline,
      p.handle, p.name, t."meetingId", g.slug AS "groupSlug", g.name AS "groupName",
      paper.slug AS "paperSlug", paper.title AS "paperTitle"
    FROM question CROSS JOIN found JOIN "Comment" c USING (id)
      JOIN "Person" p ON p.id = c."authorId" JOIN "Thread" t ON t.id = c."threadId"
      LEFT JOIN "Meeting" me ON me.id = t."meetingId" LEFT JOIN "Reading" r ON r.id = me."readingId"
      JOIN "Paper" paper ON paper.id = coalesce(t."paperId", r."paperId")
      LEFT JOIN "Group" g ON g.id = t."groupId"
    ORDER BY found.words DESC, c."createdAt" DESC, c.id`;
  const hits = rows.slice(0, HITS_A_PAGE).map((row) => ({
    id: row.id,
    createdAt: row.createdAt,
    label: row.label,
    answered: row.answered,
    author: { handle: row.handle, name: row.name },
    /** The part that the comment gives away; unless null, its words are not shown. */
    spoiler: row.spoiler,
    words: row.spoiler === null ? splitHeadline(row.headline) : [],
    ...placeOf(row),
  }));
  return { hits, more: rows.length > HITS_A_PAGE };
}

function placeOf(
  row: Pick<CommentRow, "meetingId" | "paperSlug" | "paperTitle" | "groupSlug" | "groupName">,
) {
  return {
    meetingId: row.meetingId,
    paper: { slug: row.paperSlug, ...showTitle(row.paperTitle) },
    group: row.groupSlug === null ? null : { slug: row.groupSlug, name: row.groupName as string },
  };
}

interface NoteRow {
  meetingId: string;
  kind: "agenda" | "notes";
  createdAt: Date;
  startsAt: Date;
  headline: string;
  paperSlug: string;
  paperTitle: string;
  groupSlug: string;
  groupName: string;
}

/** Finds agendas and notes of the viewer's groups, in their current version only. */
export async function searchNotes(
  viewer: Viewer | null,
  { q, page, group, ...days }: z.output<typeof searchNotesInput>,
  ip: string,
) {
  await spendSearch(ip);
  const rows = await db.$queryRaw<NoteRow[]>`
    WITH ${searchTerms(q)},
    found AS (
      SELECT x."meetingId", x.kind, x.version, me."startsAt",
        (SELECT count(*) FROM term WHERE x.search @@ term.query) AS words
      FROM question JOIN "MeetingText" x ON x.search @@ question.query
        JOIN "Meeting" me ON me.id = x."meetingId"
      WHERE ${isInGroupOfViewer(Prisma.sql`me."groupId"`, viewer)}
        AND NOT EXISTS (SELECT FROM "MeetingText" later WHERE later."meetingId" = x."meetingId"
          AND later.kind = x.kind AND later.version > x.version)
        AND (${group}::text IS NULL OR me."groupId" = (SELECT id FROM "Group" WHERE slug = ${group}))
        AND ${isBetween(Prisma.sql`me."startsAt"`, days)}
      ORDER BY words DESC, me."startsAt" DESC, x."meetingId", x.kind
      LIMIT ${HITS_A_PAGE + 1} OFFSET ${(page - 1) * HITS_A_PAGE}
    )
    SELECT x."meetingId", x.kind::text AS kind, x."createdAt", found."startsAt",
      ts_headline('english', search_apart(x.body), question.shown, ${HEADLINE}) AS headline,
      g.slug AS "groupSlug", g.name AS "groupName", p.slug AS "paperSlug", p.title AS "paperTitle"
    FROM question CROSS JOIN found JOIN "MeetingText" x USING ("meetingId", kind, version)
      JOIN "Meeting" me ON me.id = x."meetingId" JOIN "Reading" r ON r.id = me."readingId"
      JOIN "Paper" p ON p.id = r."paperId" JOIN "Group" g ON g.id = me."groupId"
    ORDER BY found.words DESC, found."startsAt" DESC, x."meetingId", x.kind`;
  const hits = rows.slice(0, HITS_A_PAGE).map((row) => ({
    meetingId: row.meetingId,
    kind: row.kind,
    startsAt: row.startsAt,
    savedAt: row.createdAt,
    words: splitHeadline(row.headline),
    paper: { slug: row.paperSlug, ...showTitle(row.paperTitle) },
    group: { slug: row.groupSlug, name: row.groupName },
  }));
  return { hits, more: rows.length > HITS_A_PAGE };
}

/** Finds papers the group nominated or read with any of the words, as cards, best match first. */
export async function searchGroupPapers(
  scope: MemberScope,
  { q }: z.output<typeof searchGroupPapersInput>,
  ip: string,
) {
  await spendSearch(ip);
  const { id } = scope.group;
  const among = Prisma.sql`
    SELECT "paperId" FROM "Nomination" WHERE "groupId" = ${id}::uuid
    UNION SELECT "paperId" FROM "Reading" WHERE "groupId" = ${id}::uuid`;
  const hits = await searchHits(q, GROUP_PAPERS, among);
  return readCards(hits.map((hit) => hit.id));
}
