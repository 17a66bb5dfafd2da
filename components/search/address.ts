import { firstValue, type Parameters } from "@/components/papers/list/address";
import { withQuery } from "@/server/platform/web/addresses";
import { LABELS } from "@/server/threads/rules";
import type { Label } from "@/server/threads/schema";

export const KINDS = ["papers", "discussion", "notes"] as const;
export type Kind = (typeof KINDS)[number];

/** A search as its address states it. */
export interface SearchRequest {
  q: string;
  kind: Kind;
  group: string | null;
  label: Label | null;
  author: string | null;
  since: string | null;
  until: string | null;
  page: number;
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
/** Characters of the search text. */
const MOST = 200;

/** Whether a day exists in the calendar: there is no 30 February. */
function isDay(value: string): boolean {
  return (
    DAY.test(value) &&
    value >= "1900" &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)
  );
}

/** Reads a search from an address; ignores invalid values. @param usual the kind if the address has none */
export function readSearch(parameters: Parameters, usual: Kind): SearchRequest {
  const text = (name: string) => firstValue(parameters[name])?.trim() ?? "";
  const day = (name: string) => (isDay(text(name)) ? text(name) : null);
  const named = (name: string) => {
    const value = text(name).replace(/^@/, "").toLowerCase();
    return /^[a-z0-9-]{1,60}$/.test(value) ? value : null;
  };
  return {
    q: text("q").slice(0, MOST),
    kind: KINDS.find((known) => known === text("in")) ?? usual,
    group: named("group"),
    label: LABELS.find((known) => known === text("label")) ?? null,
    author: named("author"),
    since: day("since"),
    until: day("until"),
    page: /^\d{1,3}$/.test(text("page")) ? Math.max(1, Number(text("page"))) : 1,
  };
}

/** Writes the address of a search, without empty values and without the page. */
export function searchAddress(path: string, request: Partial<SearchRequest>): string {
  const { q, kind, group, label, author, since, until } = request;
  return withQuery(path, { q, in: kind, group, label, author, since, until });
}

/** Picks the filters of a search. */
export function filtersOf({ group, label, author, since, until }: SearchRequest) {
  return { group, label, author, since, until };
}
