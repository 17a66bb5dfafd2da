import { nameOfKey } from "@/server/papers/authors/rules";
import { FIELD_WORDS, type Field } from "@/server/papers/corrections/rules";
import { IDENTIFIERS, type IdentifierType } from "@/server/papers/pasting/identifiers";
import { STATUSES } from "@/server/papers/versions/rules";
import { listInWords } from "@/server/platform/text/words";
import {
  addPath,
  authorPath,
  ballotPath,
  datePollPath,
  groupPapersPath,
  groupPath,
  groupSuggestionsPath,
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
import type { Kind, ShownNotification } from "../schema";
import {
  ballotNewsOf,
  NEW_VERSION,
  parseSubject,
  pollNewsOf,
  type Subject,
} from "../subjects/rules";

/** Titles of suggestions that an email names. */
export const TITLES_SHOWN = 5;

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
export interface Act {
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

/** Everything that lines name, by id; titles are as pages show them. */
export interface Named {
  people: ReadonlyMap<string, { name: string }>;
  groups: ReadonlyMap<string, { id: string; slug: string; name: string }>;
  papers: ReadonlyMap<string, NamedPaper>;
  /** Each with its paper; of a meeting, the paper that it is about. */
  threads: ReadonlyMap<string, NamedThread>;
  /** Each with the titles of the papers that it chose. */
  ballots: ReadonlyMap<string, { chosen: string[] }>;
  meetings: ReadonlyMap<string, NamedMeeting>;
  topics: ReadonlyMap<string, string>;
  authors: ReadonlyMap<string, string>;
  acts: ReadonlyMap<string, Act>;
  /** Suggestions of watches: of each notification how many, and the first titles. */
  suggested: ReadonlyMap<string, { count: number; titles: string[] }>;
  /** The name of a group as far as the person has known it. */
  known(personId: string, groupId: string): string;
}

export interface NamedPaper {
  slug: string;
  title: string;
}

export interface NamedThread {
  meetingId: string | null;
  group: { slug: string } | null;
  paper: NamedPaper | null;
}

export interface NamedMeeting {
  startsAt: Date;
  movedAt: Date | null;
  cancelledAt: Date | null;
}

/** Ids without those that come again. */
export function distinct(ids: string[] | null): string[] {
  return [...new Set(ids ?? [])];
}

/** The id of the thing that a subject names. */
export function idIn(subject: string): string | null {
  return parseSubject(subject)?.id ?? null;
}

/** The topic or author whose new papers a line is about. */
export function idOf({ kind, subject }: Row, of: "topic" | "author"): string | null {
  const found = kind === "paper" ? parseSubject(subject) : null;
  return found?.of === of ? found.id : null;
}

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
    return topic ? (named.topics.get(topic) ?? null) : (paper?.title ?? null);
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
  if (kind === "watch") return groupSuggestionsPath(slug);
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
  if (row.kind === "watch") {
    const told = row.ids.flatMap((id) => named.suggested.get(id) ?? []);
    const titles = told.flatMap((one) => one.titles).slice(0, TITLES_SHOWN);
    return { of: "watch", count: told.reduce((sum, { count }) => sum + count, 0), titles };
  }
  const ballot = named.ballots.get(row.ballotId ?? "");
  if (ballot) {
    const news = ballotNewsOf(String(parseSubject(row.subject)?.version ?? ""));
    return { of: "ballot", chosen: ballot.chosen, news };
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
    const merge = isMerge ? { other: other ?? "", undone: answer === "unmerge" } : undefined;
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
