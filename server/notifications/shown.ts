// Shows notifications: the names and titles of what they are about, and where they lead.
import "server-only";
import { knownGroupNames } from "@/server/groups/queries";
import { namesOfAuthors } from "@/server/papers/authors/queries";
import { nameOfKey } from "@/server/papers/authors/rules";
import { FIELD_WORDS, type Field } from "@/server/papers/corrections/rules";
import { IDENTIFIERS, type IdentifierType } from "@/server/papers/pasting/identifiers";
import { titleInSigns } from "@/server/papers/titles/shown";
import { STATUSES } from "@/server/papers/versions/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { listInWords } from "@/server/platform/text/words";
import {
  addPath,
  authorPath,
  ballotPath,
  datePollPath,
  groupPapersPath,
  groupPath,
  meetingPath,
  PATHS,
  paperHistoryPath,
  paperPath,
  paperSuggestionsPath,
  paperVersionsPath,
  topicPath,
  withQuery,
} from "@/server/platform/web/addresses";
import { commentLink, placeOfThread, threadPath } from "@/server/threads/rules";
import type { Kind, ShownNotification } from "./schema";
import {
  ballotNewsOf,
  NEW_VERSION,
  parseSubject,
  pollNewsOf,
  type Subject,
} from "./subjects/rules";

/** A line of notifications as the query returns it. */
export interface Row {
  personId: string;
  /** The ids of all notifications of the line. */
  ids: string[];
  key: string;
  span: string;
  kind: Kind;
  count: number;
  people: number;
  unread: boolean;
  from: Date;
  until: Date;
  subject: string;
  actorIds: string[] | null;
  commentId: string | null;
  threadId: string | null;
  groupId: string | null;
  paperId: string | null;
  ballotId: string | null;
  meetingId: string | null;
}

/** A moderator's act; or a suggested correction, a change or the coming of a paper (`act` is then null). */
interface Act {
  id: string;
  act: string | null;
  reason: string;
  accepted: boolean | null;
  answer: string;
  /** The fields that were changed. */
  fields: Field[] | null;
  /** The title of the other paper of a merge. */
  other: string | null;
}

/** A thing by its id, with the columns that name it. */
type Known<Columns> = Columns & { id: string };

interface NamedRows extends Record<string, object> {
  people: Known<{ name: string }>;
  groups: Known<{ slug: string; name: string }>;
  papers: Known<{ slug: string; title: string }>;
  /** Each with its paper; of a meeting, the paper that it is about. */
  threads: Known<{
    meetingId: string | null;
    group: { slug: string } | null;
    paper: { slug: string; title: string } | null;
  }>;
  /** Each with the titles of the papers that it chose. */
  ballots: Known<{ chosen: string[] }>;
  meetings: Known<{ startsAt: Date; movedAt: Date | null; cancelledAt: Date | null }>;
  topics: { slug: string; name: string };
  authors: { key: string; name: string };
  acts: Act;
}

/** Reads everything that the lines name, in a fixed number of queries. */
export async function readNamed(tx: Tx, rows: readonly Row[]) {
  const ids = (of: (row: Row) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ];
  const anyOf = (all: string[]) => Prisma.sql`ANY(${all}::uuid[])`;
  const topics = ids((row) => idOf(row, "topic"));
  const authors = ids((row) => idOf(row, "author"));
  const acts = anyOf(ids(({ kind, subject }) => (kind === "moderation" ? idIn(subject) : null)));
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
    },
    ["startsAt", "movedAt", "cancelledAt"],
  );
  return {
    people: byId(read.people),
    groups: byId(read.groups),
    papers: byId(read.papers),
    threads: byId(read.threads),
    ballots: byId(read.ballots),
    meetings: byId(read.meetings),
    topics: new Map(read.topics.map((topic) => [topic.slug, topic.name])),
    authors: new Map(read.authors.map((author) => [author.key, author.name])),
    acts: byId(read.acts),
    known,
  };
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function distinct(ids: string[] | null): string[] {
  return [...new Set(ids ?? [])];
}

function idIn(subject: string): string | null {
  return parseSubject(subject)?.id ?? null;
}

/** The topic or author whose new papers a line is about. */
function idOf({ kind, subject }: Row, of: "topic" | "author"): string | null {
  const found = kind === "paper" ? parseSubject(subject) : null;
  return found?.of === of ? found.id : null;
}

type Named = Awaited<ReturnType<typeof readNamed>>;

/** A line as the page shows it. */
export function toShown(row: Row, named: Named): ShownNotification {
  const { key, kind, count, unread, from, until, people } = row;
  const thread = named.threads.get(row.threadId ?? "");
  const paper = thread?.paper ?? named.papers.get(row.paperId ?? "") ?? null;
  const group = named.groups.get(row.groupId ?? "") ?? null;
  const topic = idOf(row, "topic");
  const author = idOf(row, "author");
  const detail = detailOf(row, named);
  return {
    key,
    kind,
    count,
    unread,
    from,
    until,
    people,
    path: pathOf(row, { thread, paper, group, topic, author, detail }),
    names: distinct(row.actorIds)
      .slice(0, 2)
      .flatMap((id) => named.people.get(id)?.name ?? []),
    title: titleOf(),
    group: group && {
      slug: group.slug,
      name: kind === "moderation" ? named.known(row.personId, group.id) : group.name,
    },
    detail,
  };

  function titleOf() {
    if (author) return named.authors.get(author) ?? nameOfKey(author);
    return topic ? (named.topics.get(topic) ?? null) : paper && titleInSigns(paper.title);
  }
}

interface About {
  thread: { meetingId: string | null; group: { slug: string } | null } | undefined;
  paper: { slug: string } | null;
  group: { slug: string } | null;
  topic: string | null;
  author: string | null;
  detail: ShownNotification["detail"];
}

function pathOf(row: Row, { thread, paper, group, topic, author, detail }: About): string {
  const { kind, commentId, ballotId, meetingId } = row;
  if (author) return authorPath(author);
  if (topic) return withQuery(topicPath(topic), { order: "new" });
  if (thread && paper) {
    const place = placeOfThread({ meetingId: thread.meetingId, group: thread.group, paper });
    return commentId ? commentLink(place, commentId) : threadPath(place);
  }
  if (row.kind === "news" && paper) return paperVersionsPath(paper.slug);
  if (detail?.of === "awaited")
    return paper ? paperPath(paper.slug) : addPath({ text: detail.label });
  const { of } = parseSubject(row.subject) ?? {};
  if (kind === "moderation" && paper && !group) {
    return of === "suggestion" ? paperSuggestionsPath(paper.slug) : paperHistoryPath(paper.slug);
  }
  if (!group) return PATHS.notifications;
  const { slug } = group;
  if (kind === "nomination" || (kind === "moderation" && paper)) return groupPapersPath(slug);
  if (ballotId) return ballotPath(slug, ballotId);
  const poll = datePollOf(row);
  if (poll) return datePollPath(slug, poll.id);
  return meetingId ? meetingPath(slug, meetingId) : groupPath(slug);
}

/** The poll for a meeting's time that a line is about, as its subject says. */
function datePollOf({ subject }: Row): Subject | null {
  const found = parseSubject(subject);
  return found?.of === "datePoll" ? found : null;
}

/** The news of a paper, as the subject of a line says it. */
function newsOf({ subject }: Row): ShownNotification["detail"] {
  const { of, version } = parseSubject(subject) ?? {};
  if (of !== "news") return null;
  const is = STATUSES.find((status) => status === version);
  if (is) return { of: "news", is };
  return { of: "version", number: Number(String(version).slice(NEW_VERSION.length)) };
}

function detailOf(row: Row, named: Named): ShownNotification["detail"] {
  const ballot = named.ballots.get(row.ballotId ?? "");
  if (ballot) {
    const news = ballotNewsOf(String(parseSubject(row.subject)?.version ?? ""));
    return { of: "ballot", chosen: ballot.chosen.map(titleInSigns), news };
  }
  const meeting = named.meetings.get(row.meetingId ?? "");
  if (meeting) {
    const state = meeting.cancelledAt ? "cancelled" : meeting.movedAt ? "moved" : "planned";
    return { of: "meeting", startsAt: meeting.startsAt, state };
  }
  const poll = datePollOf(row);
  if (poll) return { of: "datePoll", state: pollNewsOf(poll) };
  const news = newsOf(row);
  if (news) return news;
  if (idOf(row, "author")) return { of: "author" };
  const done = named.acts.get(idIn(row.subject) ?? "");
  if (!done) return null;
  const { act, reason, accepted, answer, fields, other } = done;
  if (act !== null) return { of: "act", act, reason };
  if (fields) {
    const words = listInWords(fields.map((field) => FIELD_WORDS[field]));
    const isMerge = answer === "merge" || answer === "unmerge";
    const merge = isMerge
      ? { other: titleInSigns(other ?? ""), undone: answer === "unmerge" }
      : undefined;
    return { of: "change", fields: words, reason, merge };
  }
  if (parseSubject(row.subject)?.of === "awaited") {
    const label = `${IDENTIFIERS[reason as IdentifierType].name} ${answer}`;
    return { of: "awaited", state: row.paperId ? "added" : accepted ? "came" : "ended", label };
  }
  // Those who decide read what was suggested, however it was decided meanwhile.
  if (parseSubject(row.subject)?.of === "suggestion")
    return { of: "suggestion", state: "waiting", reason };
  return { of: "suggestion", state: accepted ? "accepted" : "declined", reason: answer };
}
