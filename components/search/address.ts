import { firstValue, type Parameters } from "@/components/papers/list/address";
import { LABELS, type Label } from "@/server/threads/schema";

export const KINDS = ["papers", "discussion", "notes"] as const;
export type Kind = (typeof KINDS)[number];

/** What is looked for, as the address says it. */
export interface Asked {
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
/** Characters of a question. */
const MOST = 200;

/** Whether a day of an address is one of the calendar: there is no 30 February. */
function isDay(value: string): boolean {
  return (
    DAY.test(value) &&
    value >= "1900" &&
    new Date(`${value}T00:00:00Z`).toISOString().startsWith(value)
  );
}

/** Reads an address; what makes no sense in it counts as not said. @param usual the kind without one */
export function searchFrom(parameters: Parameters, usual: Kind): Asked {
  const said = (name: string) => firstValue(parameters[name])?.trim() ?? "";
  const day = (name: string) => (isDay(said(name)) ? said(name) : null);
  const named = (name: string) => {
    const value = said(name).replace(/^@/, "").toLowerCase();
    return /^[a-z0-9-]{1,60}$/.test(value) ? value : null;
  };
  return {
    q: said("q").slice(0, MOST),
    kind: KINDS.find((known) => known === said("in")) ?? usual,
    group: named("group"),
    label: LABELS.find((known) => known === said("label")) ?? null,
    author: named("author"),
    since: day("since"),
    until: day("until"),
    page: /^\d{1,3}$/.test(said("page")) ? Math.max(1, Number(said("page"))) : 1,
  };
}

/** The address of a search: only what was said stands in it, and no page. */
export function searchAddress(path: string, asked: Partial<Asked>): string {
  const { q, kind, group, label, author, since, until } = asked;
  const parameters = new URLSearchParams();
  const all = { q, in: kind, group, label, author, since, until };
  for (const [name, value] of Object.entries(all)) if (value) parameters.set(name, value);
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

/** What narrows the discussion and the notes down. */
export function filtersOf({ group, label, author, since, until }: Asked) {
  return { group, label, author, since, until };
}
