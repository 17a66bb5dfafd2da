import type { PaperStatus } from "@/server/papers/versions/rules";
import { countInWords, listInWords } from "@/server/platform/text/words";
import type { Kind, Level, ShownNotification, Via } from "./schema";

/** A person's choices for a thread and for everything that it belongs to. */
export interface Levels {
  thread: Level | null;
  paper: Level | null;
  /** If a paper has several authors or topics, a muted one wins. */
  author: Level | null;
  topic: Level | null;
  group: Level | null;
}

/** A person's relation to a comment of somebody else. */
export interface Relation extends Levels {
  /** Whether it replies to a comment of theirs. */
  answered: boolean;
  /** Whether it mentions them. */
  mentioned: boolean;
  choices: Partial<Record<Kind, Via>>;
}

/** The ways for people who have not chosen any. */
export const DEFAULT_VIA: Record<Kind, Via> = {
  mention: "mail",
  answer: "mail",
  comment: "digest",
  paper: "digest",
  news: "mail",
  nomination: "app",
  ballot: "mail",
  closing: "mail",
  result: "mail",
  meeting: "mail",
  upcoming: "mail",
  after: "mail",
  moderation: "app",
  watch: "app",
};

/** Events older than this (milliseconds) notify nobody, for example when the queue resumes after a long outage. */
const RECENT_MS = 2 * 24 * 3600 * 1000;

/** Limits a query to events that are recent enough to notify people of. */
export function recentOnly(now: Date): { gt: Date } {
  return { gt: new Date(now.getTime() - RECENT_MS) };
}

/** Picks the narrowest choice that was made: thread, paper, author, topic, group. */
export function effectiveLevel({ thread, paper, author, topic, group }: Levels): Level | null {
  return thread ?? paper ?? author ?? topic ?? group;
}

/** Finds the way in which a person gets notifications of one kind. */
export function viaOf(kind: Kind, choices: Partial<Record<Kind, Via>>): Via {
  return choices[kind] ?? DEFAULT_VIA[kind];
}

/**
 * Decides which notification a comment makes for a person; null for none. It makes at most one, of the most
 * personal kind that the person wants. A muted thread makes none, not even for a mention.
 */
export function notificationFor(relation: Relation): { kind: Kind; via: Via } | null {
  const level = effectiveLevel(relation);
  if (level === "mute") return null;
  const kinds: Kind[] = [];
  if (relation.mentioned) kinds.push("mention");
  if (relation.answered) kinds.push("answer");
  if (level === "follow") kinds.push("comment");
  for (const kind of kinds) {
    const via = viaOf(kind, relation.choices);
    if (via !== "none") return { kind, via };
  }
  return null;
}

/** Counts days since 1970 (UTC), the unit in which reply addresses expire. */
export function dayNumber(instant: Date): number {
  return Math.floor(instant.getTime() / 864e5);
}

/** Lists people in one line: "Ada", "Ada and Béla", "Ada, Béla and 2 others". */
export function namesInWords(names: readonly string[], total: number): string {
  const [first = "Someone", second] = names;
  const others = total - 2;
  if (total <= 1 || !second) return first;
  if (others <= 0) return listInWords([first, second]);
  return listInWords([first, second, countInWords(others, "other")]);
}

/** A piece of a sentence. Names are separate pieces, so that right-to-left ones cannot reorder the words around them. */
export type Piece = string | { name: string };

function inGroup({ group }: ShownNotification): Piece[] {
  return group ? [" (", { name: group.name }, ")"] : [];
}

function quoteTitle(title: string | null): string {
  return `“${title ?? "a paper"}”`;
}

/** Says what happened, in a sentence without its full stop. */
export function sentenceOf(line: ShownNotification): Piece[] {
  const { kind, count, names, people, title, group, detail } = line;
  const who: Piece = { name: namesInWords(names, people) };
  const where: Piece = { name: group?.name ?? "a group" };
  if (kind === "mention") {
    if (count === 1) return [who, ` mentioned you in ${quoteTitle(title)}`, ...inGroup(line)];
    return [who, ` mentioned you ${count} times in ${quoteTitle(title)}`, ...inGroup(line)];
  }
  if (kind === "answer") {
    if (count === 1) return [who, ` replied to you in ${quoteTitle(title)}`, ...inGroup(line)];
    return [
      `${countInWords(count, "reply", "replies")} in ${quoteTitle(title)}`,
      ...inGroup(line),
      ", by ",
      who,
    ];
  }
  if (kind === "comment") return [who, ` commented in ${quoteTitle(title)}`, ...inGroup(line)];
  if (kind === "news") return newsSentence(line);
  if (kind === "paper" && detail?.of === "author")
    return ["New papers by ", { name: title ?? "an author you follow" }];
  if (kind === "paper") return [`New papers in ${title ?? "a topic you follow"}`];
  if (kind === "nomination") {
    if (count === 1) return [who, ` nominated ${quoteTitle(title)} in `, where];
    return [`${countInWords(count, "paper")} were nominated in `, where];
  }
  if (kind === "watch") {
    const suggested = detail?.of === "watch" ? detail.count : count;
    return [`${countInWords(suggested, "new suggestion")} in `, where];
  }
  if (kind === "ballot")
    return [BALLOT_NEWS[(detail?.of === "ballot" && detail.news) || "opened"], where];
  if (kind === "closing") return ["You have not voted yet in ", where];
  if (kind === "result") {
    const chosen = detail?.of === "ballot" ? detail.chosen : [];
    if (chosen.length > 0) return [where, ` chose ${listInWords(chosen.map(quoteTitle))}`];
    return ["The ballot in ", where, " closed without a choice"];
  }
  if (kind === "after") return [where, ` met to discuss ${quoteTitle(title)}: how was it?`];
  if (detail?.of === "datePoll") return [...POLL_NEWS[detail.state](where), quoteTitle(title)];
  if (detail?.of === "meeting") {
    const paper = quoteTitle(title);
    if (kind === "upcoming") return [where, ` meets soon to discuss ${paper}`];
    if (detail.state === "planned") return [where, ` will meet to discuss ${paper}`];
    return [where, `: the meeting about ${paper} was ${detail.state}`];
  }
  return moderationSentence(line);
}

/** Says what has become of a paper. */
function newsSentence({ title, detail }: ShownNotification): Piece[] {
  const paper = quoteTitle(title);
  if (detail?.of === "version") return [`${paper} has a new version (version ${detail.number})`];
  return [`${paper} ${PAPER_NEWS[detail?.of === "news" ? detail.is : "current"]}`];
}

const PAPER_NEWS: Record<PaperStatus, string> = {
  current: "is no longer marked as withdrawn or retracted",
  published: "has been published",
  withdrawn: "was withdrawn",
  retracted: "was retracted",
};

const BALLOT_NEWS = {
  opened: "A ballot is open in ",
  added: "A paper was added to the ballot that you voted on in ",
  extended: "There is more time to vote in ",
};

/** The beginnings of sentences about a poll for the time of a meeting; the title follows. */
const POLL_NEWS: Record<"open" | "closing" | "undecided" | "ended", (where: Piece) => Piece[]> = {
  open: (where) => [where, " asks when you can meet to discuss "],
  closing: (where) => ["The poll closes soon: say when you can meet with ", where, " to discuss "],
  undecided: (where) => ["Choose when ", where, " meets to discuss "],
  ended: (where) => ["No time was found for ", where, " to discuss "],
};

const ACT_WORDS: Record<string, string> = {
  hide: "was hidden",
  restore: "is shown again",
  remove: "was deleted",
};

function correctionSentence({ title, names, people, detail }: ShownNotification): Piece[] | null {
  if (detail?.of === "change") {
    const who: Piece = names.length > 0 ? { name: namesInWords(names, people) } : "Somebody";
    const why = detail.reason ? `: ${detail.reason}` : "";
    if (detail.merge) {
      const both = `${quoteTitle(detail.merge.other)} into ${quoteTitle(title)}, one of which you added`;
      return [who, ` ${detail.merge.undone ? "undid the merge of" : "merged"} ${both}${why}`];
    }
    return [who, ` changed ${quoteTitle(title)}, which you added (${detail.fields})${why}`];
  }
  if (detail?.of !== "suggestion") return null;
  const why = detail.reason ? `: ${detail.reason}` : "";
  if (detail.state === "waiting") {
    const who: Piece = { name: namesInWords(names, people) };
    return [who, ` suggests a correction of ${quoteTitle(title)}${why}`];
  }
  return [`Your correction of ${quoteTitle(title)} was ${detail.state}${why}`];
}

/** Says what has become of a paper that the person waits for. */
function awaitedSentence({ title, detail }: ShownNotification): Piece[] | null {
  if (detail?.of !== "awaited") return null;
  if (detail.state === "added")
    return [`${quoteTitle(title)}, which you were waiting for, is now in the catalogue`];
  if (detail.state === "came") return [`${detail.label} is out: you can add it now`];
  return [`${detail.label} did not appear within a week`];
}

function moderationSentence(line: ShownNotification): Piece[] {
  const correction = awaitedSentence(line) ?? correctionSentence(line);
  if (correction) return correction;
  const { title, group, detail } = line;
  const { act = "", reason = "" } = detail?.of === "act" ? detail : {};
  const why = reason ? `: ${reason}` : "";
  const where: Piece = { name: group?.name ?? "a group" };
  if (act === "suspend") return ["You are suspended from ", where, why];
  if (act === "reinstate") return ["You can take part in ", where, " again", why];
  if (act === "removeObjection") return [`Your objection to ${quoteTitle(title)} was removed`, why];
  const done = ACT_WORDS[act] ?? "was reviewed";
  return [`Your comment in ${quoteTitle(title)} ${done}${why}`];
}

/** Says what happened in plain text, for emails. */
export function inPlainWords(line: ShownNotification): string {
  const pieces = sentenceOf(line);
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}
