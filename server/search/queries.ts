import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import type {
  searchCommentsInput,
  searchGroupPapersInput,
  searchNotesInput,
} from "@/server/moderation/schema";
import { listFitting } from "@/server/papers/search/language/queries";
import {
  COMMENT_OPERATORS,
  NOTE_OPERATORS,
  readQuestion,
  wordsOf,
} from "@/server/papers/search/language/rules";
import { fitting } from "@/server/papers/search/language/sql";
import { searchHits, spendSearch } from "@/server/papers/search/queries";
import { showTitle } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import type { Label } from "@/server/threads/schema";
import { commentStands } from "@/server/threads/sql";
import { passageOf, splitHeadline } from "./headlines";
import { readMarked } from "./papers/queries";
import { idOf, inGroupsOf, papersIn } from "./papers/sql";
import {
  authorsIn,
  commentCandidates,
  commentCandidatesAmong,
  isBetween,
  isInGroupOfViewer,
  lastDay,
  newestComments,
  personCalled,
  searchTerms,
  textConditions,
} from "./sql";

const HITS_A_PAGE = 20;
const GROUP_PAPERS = 50;
/** Characters shown of a text that was found by operators alone. */
const SHOWN = 200;

const COMMENT = {
  search: Prisma.sql`s.search`,
  at: Prisma.sql`c."createdAt"`,
  author: Prisma.sql`c."authorId"`,
};
const NOTE = { search: Prisma.sql`x.search`, at: Prisma.sql`me."startsAt"` };

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
  const question = readQuestion(q, COMMENT_OPERATORS);
  if (question.terms.length === 0) return { hits: [], more: false };
  const words = wordsOf(question);
  const named = author === null ? authorsIn(question) : [author];
  const ofAuthor = Prisma.sql`c."authorId" = ${personCalled(author ?? "")}`;
  const inGroup = Prisma.sql`t."groupId" = (SELECT id FROM "Group" WHERE slug = ${group})`;
  const byNamed =
    named && Prisma.sql`c."authorId" IN (${Prisma.join(named.map((one) => personCalled(one)))})`;
  const among = byNamed ?? (group === null ? null : inGroup);
  const until = lastDay(question, days.until);
  const everywhere = words === "" ? newestComments(until) : commentCandidates(until);
  const rows = await db.$queryRaw<CommentRow[]>`
    WITH ${searchTerms(words)}, ${among ? commentCandidatesAmong(among, words !== "") : everywhere},
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
        AND ${textConditions(question, COMMENT)}
      ORDER BY words DESC, c."createdAt" DESC, c.id
      LIMIT ${HITS_A_PAGE + 1} OFFSET ${(page - 1) * HITS_A_PAGE}
    )
    SELECT c.id, c."createdAt", c.label::text AS label, c.spoiler, c."answeredAt" IS NOT NULL AS answered,
      coalesce(${passageOf(Prisma.sql`c.body`, Prisma.sql`question.shown`)}, left(c.body, ${SHOWN})) AS headline,
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
  const question = readQuestion(q, NOTE_OPERATORS);
  if (question.terms.length === 0) return { hits: [], more: false };
  const words = wordsOf(question);
  const hasWord = words === "" ? Prisma.sql`true` : Prisma.sql`x.search @@ question.query`;
  const rows = await db.$queryRaw<NoteRow[]>`
    WITH ${searchTerms(words)},
    found AS (
      SELECT x."meetingId", x.kind, x.version, me."startsAt",
        (SELECT count(*) FROM term WHERE x.search @@ term.query) AS words
      FROM question JOIN "MeetingText" x ON ${hasWord}
        JOIN "Meeting" me ON me.id = x."meetingId"
      WHERE ${isInGroupOfViewer(Prisma.sql`me."groupId"`, viewer)}
        AND NOT EXISTS (SELECT FROM "MeetingText" later WHERE later."meetingId" = x."meetingId"
          AND later.kind = x.kind AND later.version > x.version)
        AND (${group}::text IS NULL OR me."groupId" = (SELECT id FROM "Group" WHERE slug = ${group}))
        AND ${isBetween(Prisma.sql`me."startsAt"`, days)}
        AND ${textConditions(question, NOTE)}
      ORDER BY words DESC, me."startsAt" DESC, x."meetingId", x.kind
      LIMIT ${HITS_A_PAGE + 1} OFFSET ${(page - 1) * HITS_A_PAGE}
    )
    SELECT x."meetingId", x.kind::text AS kind, x."createdAt", found."startsAt",
      coalesce(${passageOf(Prisma.sql`x.body`, Prisma.sql`question.shown`)}, left(x.body, ${SHOWN})) AS headline,
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

/** Finds papers the group nominated or read that a search asks for, as cards with what matched, best match first. */
export async function searchGroupPapers(
  scope: MemberScope,
  { q }: z.output<typeof searchGroupPapersInput>,
  ip: string,
) {
  await spendSearch(ip);
  const question = readQuestion(q);
  if (question.terms.length === 0) return [];
  const ofGroup = Prisma.sql`p.id IN (${papersIn(Prisma.sql`${scope.group.id}::uuid`)})`;
  const fits = fitting(question, inGroupsOf(idOf(scope.viewer)), ofGroup);
  const words = wordsOf(question);
  const ids =
    fits && words === ""
      ? (await listFitting(fits, 1, GROUP_PAPERS)).ids
      : (await searchHits(words, GROUP_PAPERS, fits)).map(({ id }) => id);
  return readMarked(ids, question);
}
