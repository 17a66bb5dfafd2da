import { listInWords } from "@/server/platform/text/words";
import { nextDue, periodOf, type Schedule } from "./schedule/rules";
import type { Length, SourceKind } from "./schema";

const HOUR_MS = 3_600_000;
/** No local day begins further from its beginning in UTC. */
const FURTHEST_MS = 36 * HOUR_MS;

/** A schedule, and the local day (YYYY-MM-DD) before which nothing comes. */
export interface Pausable extends Schedule {
  pausedUntil: string | null;
}

/** The first sending time after an instant that no pause covers, or null where the cadence is off. */
export function nextUnpaused(schedule: Pausable, after: Date): Date | null {
  const { pausedUntil } = schedule;
  if (pausedUntil === null) return nextDue(schedule, after);
  const soonest = Math.max(after.getTime(), Date.parse(pausedUntil) - FURTHEST_MS);
  let due = nextDue(schedule, new Date(soonest));
  while (due && periodOf(schedule, due) < pausedUntil) due = nextDue(schedule, due);
  return due;
}

/** No schedule leaves out more: two months, and a day for the clock. */
const LONGEST_MS = 63 * 24 * HOUR_MS;

/** The last sending time up to an instant, of those from a first one on. */
export function latestDue(schedule: Pausable, first: Date, at: Date): Date {
  const soonest = Math.max(first.getTime(), at.getTime() - LONGEST_MS);
  let due = first;
  let next = nextUnpaused(schedule, new Date(soonest));
  while (next && next <= at) {
    due = next;
    next = nextUnpaused(schedule, next);
  }
  return due;
}

/** Something that a digest is gathered from, with its name where it has one. */
export interface NamedSource {
  kind: SourceKind;
  /** Of a topic, a search or a group. */
  name: string | null;
}

/** What a digest is about, in plain words: "trending in LoRA and RL, and everything in Systems Tuesday". */
export function sourcesInWords(sources: readonly NamedSource[]): string {
  const names = (kind: SourceKind, show = (name: string) => name) => {
    const found = sources.flatMap((source) =>
      source.kind === kind ? [show(source.name ?? "")] : [],
    );
    return found.length > 0 ? listInWords(found) : null;
  };
  const has = (kind: SourceKind) => sources.some((source) => source.kind === kind);
  const [topics, searches, groups] = [
    names("topic"),
    names("search", (query) => `“${query}”`),
    names("group"),
  ];
  const parts = [
    has("trending") ? "trending papers" : null,
    topics ? `trending in ${topics}` : null,
    searches ? `new papers for ${searches}` : null,
    groups ? `everything in ${groups}` : null,
    has("threads") ? "what you follow" : null,
    has("answers") ? "replies to you" : null,
  ].filter((part) => part !== null);
  if (parts.length < 2) return parts[0] ?? "nothing";
  return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

/** The kinds of things in a digest, in the order in which they stand: what waits for the reader first. */
export const ORDER = [
  "ballot",
  "meeting",
  "answer",
  "result",
  "nomination",
  "thread",
  "paper",
] as const;
export type ItemKind = (typeof ORDER)[number];

/** How much of each kind one digest says at most; the next one says more. */
export const MOST: Record<Length, Record<ItemKind, number>> = {
  short: { ballot: 5, meeting: 3, answer: 5, result: 3, nomination: 3, thread: 5, paper: 5 },
  full: { ballot: 6, meeting: 4, answer: 8, result: 4, nomination: 5, thread: 8, paper: 10 },
};

/** What could be said to a reader. */
export interface Candidate {
  kind: ItemKind;
  /** What it says; the same is said once. */
  subject: string;
  paperId: string | null;
  /** The higher the better, among its kind. */
  score: number;
}

/**
 * What of the candidates a digest says, best first: each subject once, a paper by itself only where nothing
 * else of the digest is about it, and of each kind no more than one wants to read.
 */
export function composed<C extends Candidate>(candidates: readonly C[], length: Length): C[] {
  const ranked = candidates.toSorted(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      b.score - a.score ||
      (a.subject < b.subject ? -1 : 1),
  );
  const [subjects, papers] = [new Set<string>(), new Set<string>()];
  const counts = new Map<ItemKind, number>();
  return ranked.filter(({ kind, subject, paperId }) => {
    const count = counts.get(kind) ?? 0;
    const again = subjects.has(subject) || (kind === "paper" && papers.has(paperId ?? ""));
    if (again || count >= MOST[length][kind]) return false;
    subjects.add(subject);
    if (paperId) papers.add(paperId);
    counts.set(kind, count + 1);
    return true;
  });
}
