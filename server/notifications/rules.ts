import type { Kind, Level, ShownNotification, Via } from "./schema";

/** What a person follows and mutes of all that a comment stands in. */
export interface Levels {
  thread: Level | null;
  paper: Level | null;
  /** Of a paper's several topics a muted one counts. */
  topic: Level | null;
  group: Level | null;
}

/** How a person stands to a comment of somebody else. */
export interface Relation extends Levels {
  /** It answers what she wrote. */
  answered: boolean;
  /** It names her. */
  mentioned: boolean;
  choices: Partial<Record<Kind, Via>>;
}

/** How people are told who have chosen nothing. */
export const USUAL_VIA: Record<Kind, Via> = {
  mention: "mail",
  answer: "mail",
  comment: "digest",
  paper: "digest",
  nomination: "app",
  ballot: "app",
  result: "app",
  meeting: "app",
  moderation: "app",
};

/** The narrowest that says anything holds: thread, paper, topic, group. */
export function levelOf({ thread, paper, topic, group }: Levels): Level | null {
  return thread ?? paper ?? topic ?? group;
}

/** How a person wants to hear of one kind. */
export function viaOf(kind: Kind, choices: Partial<Record<Kind, Via>>): Via {
  return choices[kind] ?? USUAL_VIA[kind];
}

/**
 * As what a person is told of a comment, and how; null for not at all. It is told once, as the most
 * personal kind that she wants to hear of. What is muted is silent, whoever is mentioned there.
 */
export function toldOf(relation: Relation): { kind: Kind; via: Via } | null {
  const level = levelOf(relation);
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

/** Days since 1970, as the expiry of an address says it. */
export function dayNumber(instant: Date): number {
  return Math.floor(instant.getTime() / 864e5);
}

/** Names of whom one line speaks: "Ada", "Ada and Bob", "Ada, Bob and 2 others". */
export function namesInWords(names: readonly string[], total: number): string {
  const [first = "Someone", second] = names;
  const others = total - 2;
  if (total <= 1 || !second) return first;
  if (others <= 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${others} ${others === 1 ? "other" : "others"}`;
}

/** A piece of a sentence; names are set apart, so that they cannot turn the words around them. */
export type Piece = string | { name: string };

function inGroup({ group }: ShownNotification): Piece[] {
  return group ? [" (", { name: group.name }, ")"] : [];
}

function quoted(title: string | null): string {
  return `“${title ?? "a paper"}”`;
}

/** What happened, in a sentence without its full stop. */
export function sentenceOf(told: ShownNotification): Piece[] {
  const { kind, count, names, people, title, group, detail } = told;
  const who: Piece = { name: namesInWords(names, people) };
  const where: Piece = { name: group?.name ?? "a group" };
  if (kind === "mention") {
    if (count === 1) return [who, ` mentioned you in ${quoted(title)}`, ...inGroup(told)];
    return [who, ` mentioned you ${count} times in ${quoted(title)}`, ...inGroup(told)];
  }
  if (kind === "answer") {
    if (count === 1) return [who, ` replied to you in ${quoted(title)}`, ...inGroup(told)];
    return [`${count} replies in ${quoted(title)}`, ...inGroup(told), ", by ", who];
  }
  if (kind === "comment") return [who, ` commented in ${quoted(title)}`, ...inGroup(told)];
  if (kind === "paper") return [`New papers in ${title ?? "a topic you follow"}`];
  if (kind === "nomination") {
    if (count === 1) return [who, ` nominated ${quoted(title)} in `, where];
    return [`${count} papers were nominated in `, where];
  }
  if (kind === "ballot") return ["A ballot is open in ", where];
  if (kind === "result") {
    const chosen = detail?.of === "ballot" && detail.chosen;
    if (chosen) return [where, ` chose ${quoted(title)}`];
    return ["The ballot in ", where, " closed without a choice"];
  }
  if (detail?.of === "meeting") {
    const about = ` about ${quoted(title)}`;
    if (detail.state === "planned") return [where, ` meets${about}`];
    return ["The meeting of ", where, `${about} was ${detail.state}`];
  }
  return moderated(told);
}

const DONE: Record<string, string> = {
  hide: "was hidden",
  restore: "is shown again",
  remove: "was deleted",
};

function moderated({ title, group, detail }: ShownNotification): Piece[] {
  const { act = "", reason = "" } = detail?.of === "act" ? detail : {};
  const why = reason ? `: ${reason}` : "";
  const where: Piece = { name: group?.name ?? "a group" };
  if (act === "suspend") return ["You are suspended from ", where, why];
  if (act === "reinstate") return ["You can take part in ", where, " again", why];
  const done = DONE[act] ?? "was reviewed";
  return [`Your comment in ${quoted(title)} ${done}${why}`];
}

/** The same as plain text, for mails. */
export function inPlainWords(told: ShownNotification): string {
  const pieces = sentenceOf(told);
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}
