// Shows notifications: the names and titles of what they are about, and where they lead.
import "server-only";
import { knownGroupNames } from "@/server/groups/queries";
import { GROUP } from "@/server/groups/select";
import { FIELD_WORDS, type Field } from "@/server/papers/corrections/rules";
import { IDENTIFIERS, type IdentifierType } from "@/server/papers/pasting/identifiers";
import { PAPER } from "@/server/papers/select";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Tx } from "@/server/platform/database/db";
import { listInWords } from "@/server/platform/text/words";
import {
  addPath,
  ballotPath,
  datePollPath,
  groupPapersPath,
  groupPath,
  meetingPath,
  PATHS,
  paperHistoryPath,
  paperPath,
  paperSuggestionsPath,
  topicPath,
  withQuery,
} from "@/server/platform/web/addresses";
import { commentLink, placeOfThread, threadPath } from "@/server/threads/rules";
import type { Kind, ShownNotification } from "./schema";
import { CLOSES, ENDED, parseSubject, type Subject, UNDECIDED } from "./subjects/rules";

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
}

/** Reads everything that the lines name, in a fixed number of queries. */
export async function readNamed(tx: Tx, rows: readonly Row[]) {
  const ids = (of: (row: Row) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ];
  const where = (all: string[]) => ({ where: { id: { in: all } } });
  const topics = ids(({ kind, subject }) => (kind === "paper" ? idIn(subject) : null));
  const acts = ids(({ kind, subject }) => (kind === "moderation" ? idIn(subject) : null));
  const latest = [...new Set(rows.flatMap(({ actorIds }) => distinct(actorIds).slice(0, 2)))];
  const people = await tx.person.findMany({ ...where(latest), select: { id: true, name: true } });
  const groups = await tx.group.findMany({
    ...where(ids(({ groupId }) => groupId)),
    select: { id: true, ...GROUP.select },
  });
  // Moderation reaches people in groups that they have left, too.
  const moderated = rows.flatMap(({ kind, personId, groupId }) =>
    kind === "moderation" && groupId ? { personId, groupId } : [],
  );
  const known = await knownGroupNames(tx, moderated);
  const papers = await tx.paper.findMany({
    ...where(ids(({ paperId }) => paperId)),
    select: { id: true, ...PAPER.select },
  });
  const threads = await tx.thread.findMany({
    ...where(ids(({ threadId }) => threadId)),
    select: {
      id: true,
      meetingId: true,
      paper: PAPER,
      group: GROUP,
      meeting: { select: { reading: { select: { paper: PAPER } } } },
    },
  });
  const ballots = await tx.ballot.findMany({
    ...where(ids(({ ballotId }) => ballotId)),
    select: { id: true, reading: { select: { id: true } } },
  });
  const meetings = await tx.meeting.findMany({
    ...where(ids(({ meetingId }) => meetingId)),
    select: { id: true, startsAt: true, movedAt: true, cancelledAt: true },
  });
  const subjects = await tx.topic.findMany({ where: { slug: { in: topics } } });
  const done = await tx.$queryRaw<Act[]>`
    SELECT id, kind::text AS act, reason, NULL::boolean AS accepted, '' AS answer, NULL::text[] AS fields
    FROM "ModerationAct" WHERE id = ANY(${acts}::uuid[])
    UNION ALL SELECT id, NULL, reason, accepted, answer, NULL
    FROM "PaperSuggestion" WHERE id = ANY(${acts}::uuid[])
    UNION ALL SELECT id, NULL, reason, NULL, '',
      ARRAY(SELECT f.field::text FROM "PaperFieldChange" f WHERE f."changeId" = c.id ORDER BY f.field)
    FROM "PaperChange" c WHERE id = ANY(${acts}::uuid[])
    UNION ALL SELECT id, NULL, type, came, value, NULL FROM "AwaitedPaper" WHERE id = ANY(${acts}::uuid[])`;
  return {
    people: byId(people),
    groups: byId(groups),
    papers: byId(papers),
    threads: byId(threads),
    ballots: byId(ballots),
    meetings: byId(meetings),
    topics: new Map(subjects.map((topic) => [topic.slug, topic.name])),
    acts: byId(done),
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

type Named = Awaited<ReturnType<typeof readNamed>>;

/** A line as the page shows it. */
export function toShown(row: Row, named: Named): ShownNotification {
  const { key, kind, count, unread, from, until, people } = row;
  const thread = named.threads.get(row.threadId ?? "");
  const paper =
    thread?.paper ?? thread?.meeting?.reading.paper ?? named.papers.get(row.paperId ?? "") ?? null;
  const group = named.groups.get(row.groupId ?? "") ?? null;
  const topic = kind === "paper" ? idIn(row.subject) : null;
  const detail = detailOf(row, named);
  return {
    key,
    kind,
    count,
    unread,
    from,
    until,
    people,
    path: pathOf(row, { thread, paper, group, topic, detail }),
    names: distinct(row.actorIds)
      .slice(0, 2)
      .flatMap((id) => named.people.get(id)?.name ?? []),
    title: topic ? (named.topics.get(topic) ?? null) : paper && titleInSigns(paper.title),
    group: group && {
      slug: group.slug,
      name: kind === "moderation" ? named.known(row.personId, group.id) : group.name,
    },
    detail,
  };
}

interface About {
  thread: { meetingId: string | null; group: { slug: string } | null } | undefined;
  paper: { slug: string } | null;
  group: { slug: string } | null;
  topic: string | null;
  detail: ShownNotification["detail"];
}

function pathOf(row: Row, { thread, paper, group, topic, detail }: About): string {
  const { kind, commentId, ballotId, meetingId } = row;
  if (topic) return withQuery(topicPath(topic), { order: "new" });
  if (thread && paper) {
    const place = placeOfThread({ meetingId: thread.meetingId, group: thread.group, paper });
    return commentId ? commentLink(place, commentId) : threadPath(place);
  }
  if (detail?.of === "awaited")
    return paper ? paperPath(paper.slug) : addPath({ text: detail.label });
  const { of } = parseSubject(row.subject) ?? {};
  if (kind === "moderation" && paper) {
    return of === "suggestion" ? paperSuggestionsPath(paper.slug) : paperHistoryPath(paper.slug);
  }
  if (!group) return PATHS.notifications;
  const { slug } = group;
  if (kind === "nomination") return groupPapersPath(slug);
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

function pollNewsOf({ version }: Subject) {
  if (version === UNDECIDED || version === ENDED) return version;
  return String(version ?? "").startsWith(CLOSES) ? "closing" : "open";
}

function detailOf(row: Row, named: Named): ShownNotification["detail"] {
  const ballot = named.ballots.get(row.ballotId ?? "");
  if (ballot) {
    const version = String(parseSubject(row.subject)?.version ?? "");
    const news = version.startsWith("added-") ? ("added" as const) : undefined;
    return { of: "ballot", chosen: ballot.reading !== null, news };
  }
  const meeting = named.meetings.get(row.meetingId ?? "");
  if (meeting) {
    const state = meeting.cancelledAt ? "cancelled" : meeting.movedAt ? "moved" : "planned";
    return { of: "meeting", startsAt: meeting.startsAt, state };
  }
  const poll = datePollOf(row);
  if (poll) return { of: "datePoll", state: pollNewsOf(poll) };
  const done = named.acts.get(idIn(row.subject) ?? "");
  if (!done) return null;
  const { act, reason, accepted, answer, fields } = done;
  if (act !== null) return { of: "act", act, reason };
  if (fields) {
    const words = listInWords(fields.map((field) => FIELD_WORDS[field]));
    return { of: "change", fields: words, reason };
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
