import "server-only";
import { knownGroupNames } from "@/server/groups/queries";
import { namesOfAuthors } from "@/server/papers/authors/queries";
import { titleInSigns } from "@/server/papers/titles/shown";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { SUGGESTIONS_TOLD } from "../sql";
import {
  type Act,
  distinct,
  idIn,
  idOf,
  type Named,
  type NamedMeeting,
  type NamedPaper,
  type NamedThread,
  type Row,
  TITLES_SHOWN,
} from "./rules";

/** A thing by its id, with the columns that name it. */
type Known<Columns> = Columns & { id: string };

interface NamedRows extends Record<string, object> {
  people: Known<{ name: string }>;
  groups: Known<{ slug: string; name: string }>;
  papers: Known<NamedPaper>;
  threads: Known<NamedThread>;
  ballots: Known<{ chosen: string[] }>;
  meetings: Known<NamedMeeting>;
  topics: { slug: string; name: string };
  authors: { key: string; name: string };
  acts: Act;
  suggested: Known<{ count: number; titles: string[] }>;
}

/** Reads everything that the lines name, in a fixed number of queries. */
export async function readNamed(tx: Tx, rows: readonly Row[]): Promise<Named> {
  const ids = (of: (row: Row) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ];
  const anyOf = (all: string[]) => Prisma.sql`ANY(${all}::uuid[])`;
  const topics = ids((row) => idOf(row, "topic"));
  const authors = ids((row) => idOf(row, "author"));
  const acts = anyOf(ids(({ kind, subject }) => (kind === "moderation" ? idIn(subject) : null)));
  const watched = rows.flatMap(({ kind, ids }) => (kind === "watch" ? ids : []));
  const latest = [...new Set(rows.flatMap(({ actorIds }) => distinct(actorIds).slice(0, 2)))];
  // Moderation reaches people in groups that they have left, too.
  const moderated = rows.flatMap(({ kind, personId, groupId }) =>
    kind === "moderation" && groupId ? { personId, groupId } : [],
  );
  const known = await knownGroupNames(tx, moderated);
  const read = await readTogether<NamedRows>(
    tx,
    {
      people: Prisma.sql`SELECT id, name FROM "Person" WHERE id = ${anyOf(latest)}`,
      groups: Prisma.sql`
        SELECT id, slug, name FROM "Group" WHERE id = ${anyOf(ids(({ groupId }) => groupId))}`,
      papers: Prisma.sql`
        SELECT id, slug, title FROM "Paper" WHERE id = ${anyOf(ids(({ paperId }) => paperId))}`,
      threads: Prisma.sql`
        SELECT t.id, t."meetingId", json_build_object('slug', p.slug, 'title', p.title) AS paper,
          CASE WHEN g.id IS NOT NULL THEN json_build_object('slug', g.slug) END AS "group"
        FROM "Thread" t LEFT JOIN "Group" g ON g.id = t."groupId" LEFT JOIN "Meeting" m ON m.id = t."meetingId"
        LEFT JOIN "Reading" r ON r.id = m."readingId" JOIN "Paper" p ON p.id = coalesce(t."paperId", r."paperId")
        WHERE t.id = ${anyOf(ids(({ threadId }) => threadId))}`,
      ballots: Prisma.sql`
        SELECT b.id, ARRAY(SELECT p.title FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
          WHERE r."ballotId" = b.id ORDER BY r.seat) AS chosen
        FROM "Ballot" b WHERE b.id = ${anyOf(ids(({ ballotId }) => ballotId))}`,
      meetings: Prisma.sql`
        SELECT id, "startsAt", "movedAt", "cancelledAt" FROM "Meeting"
        WHERE id = ${anyOf(ids(({ meetingId }) => meetingId))}`,
      topics: Prisma.sql`SELECT slug, name FROM "Topic" WHERE slug = ANY(${topics}::text[])`,
      authors: namesOfAuthors(authors),
      acts: Prisma.sql`
        SELECT id, kind::text AS act, reason, NULL::boolean AS accepted, '' AS answer, NULL::text[] AS fields,
          NULL::text AS other
        FROM "ModerationAct" WHERE id = ${acts}
        UNION ALL SELECT id, NULL, reason, accepted, answer, NULL, NULL FROM "PaperSuggestion" WHERE id = ${acts}
        UNION ALL SELECT id, NULL, reason, NULL, kind::text,
          ARRAY(SELECT f.field::text FROM "PaperFieldChange" f WHERE f."changeId" = c.id ORDER BY f.field),
          "otherTitle"
        FROM "PaperChange" c WHERE id = ${acts}
        UNION ALL SELECT id, NULL, type, came, value, NULL, NULL FROM "AwaitedPaper" WHERE id = ${acts}`,
      suggested: Prisma.sql`
        SELECT n.id, (SELECT count(*) ${SUGGESTIONS_TOLD}) AS count, ARRAY(SELECT
          (SELECT p.title FROM "Paper" p WHERE p.id = f."paperId") ${SUGGESTIONS_TOLD}
          ORDER BY f."foundAt" DESC, f.id LIMIT ${TITLES_SHOWN}) AS titles
        FROM "Notification" n WHERE n.id = ${anyOf(watched)} ORDER BY n."createdAt" DESC`,
    },
    ["startsAt", "movedAt", "cancelledAt"],
  );
  return {
    people: byId(read.people),
    groups: byId(read.groups),
    papers: byId(read.papers.map(withSigns)),
    threads: byId(
      read.threads.map((thread) => ({ ...thread, paper: thread.paper && withSigns(thread.paper) })),
    ),
    ballots: byId(read.ballots.map(({ id, chosen }) => ({ id, chosen: chosen.map(titleInSigns) }))),
    meetings: byId(read.meetings),
    topics: new Map(read.topics.map((topic) => [topic.slug, topic.name])),
    authors: new Map(read.authors.map((author) => [author.key, author.name])),
    acts: byId(read.acts.map((act) => ({ ...act, other: act.other && titleInSigns(act.other) }))),
    suggested: byId(
      read.suggested.map((one) => ({ ...one, titles: one.titles.map(titleInSigns) })),
    ),
    known,
  };
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function withSigns<Paper extends { title: string }>(paper: Paper): Paper {
  return { ...paper, title: titleInSigns(paper.title) };
}
