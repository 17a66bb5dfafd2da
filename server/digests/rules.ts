import { listInWords, listPhrases } from "@/server/platform/text/words";
import type { Length, SourceKind } from "./schema";

/** A source of a digest, with its name if it has one. */
export interface NamedSource {
  kind: SourceKind;
  /** The name of a topic, a search, an author or a group. */
  name: string | null;
}

/** Describes sources in plain words: "trending in LoRA and RL, and everything in Systems Tuesday". */
export function sourcesInWords(sources: readonly NamedSource[]): string {
  const names = (kind: SourceKind, show = (name: string) => name) => {
    const found = sources.flatMap((source) =>
      source.kind === kind ? [show(source.name ?? "")] : [],
    );
    return found.length > 0 ? listInWords(found) : null;
  };
  const has = (kind: SourceKind) => sources.some((source) => source.kind === kind);
  const [topics, searches, authors, groups] = [
    names("topic"),
    names("search", (query) => `“${query}”`),
    names("author"),
    names("group"),
  ];
  const parts = [
    has("forYou") ? "papers for you" : null,
    has("trending") ? "trending papers" : null,
    topics ? `trending in ${topics}` : null,
    searches ? `new papers for ${searches}` : null,
    authors ? `new papers from ${authors}` : null,
    groups ? `everything in ${groups}` : null,
    has("threads") ? "what you follow" : null,
    has("answers") ? "replies to you" : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "nothing" : listPhrases(parts);
}

/** Kinds of items, in the order of a digest: those that wait for the reader come first. */
export const ITEM_KINDS = [
  "ballot",
  "meeting",
  "answer",
  "result",
  "nomination",
  "suggestion",
  "thread",
  "forYou",
  "paper",
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Items of each kind in one digest, at most; the rest goes into the next one. */
export const ITEMS_MAX: Record<Length, Record<ItemKind, number>> = {
  short: {
    ballot: 5,
    meeting: 3,
    answer: 5,
    result: 3,
    nomination: 3,
    suggestion: 3,
    thread: 5,
    forYou: 3,
    paper: 5,
  },
  full: {
    ballot: 6,
    meeting: 4,
    answer: 8,
    result: 4,
    nomination: 5,
    suggestion: 5,
    thread: 8,
    forYou: 5,
    paper: 10,
  },
};

/** An item that a digest could contain. */
export interface PossibleItem {
  kind: ItemKind;
  /** Identifies the item: a digest contains each subject once. */
  subject: string;
  paperId: string | null;
  /** Higher is better, among items of its kind. */
  score: number;
}

/**
 * Selects the items of a digest, best first: each subject once, a paper of its own only if no other item is
 * about it, and no more of each kind than ITEMS_MAX.
 */
export function selectItems<C extends PossibleItem>(candidates: readonly C[], length: Length): C[] {
  const ranked = candidates.toSorted(
    (a, b) =>
      ITEM_KINDS.indexOf(a.kind) - ITEM_KINDS.indexOf(b.kind) ||
      b.score - a.score ||
      (a.subject < b.subject ? -1 : 1),
  );
  const [subjects, papers] = [new Set<string>(), new Set<string>()];
  const isAlone = (kind: ItemKind) => kind === "paper" || kind === "forYou";
  const counts = new Map<ItemKind, number>();
  return ranked.filter(({ kind, subject, paperId }) => {
    const count = counts.get(kind) ?? 0;
    const again = subjects.has(subject) || (isAlone(kind) && papers.has(paperId ?? ""));
    if (again || count >= ITEMS_MAX[length][kind]) return false;
    subjects.add(subject);
    if (paperId) papers.add(paperId);
    counts.set(kind, count + 1);
    return true;
  });
}
