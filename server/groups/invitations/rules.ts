import papaparse from "papaparse";
import { nameFromElsewhere } from "@/server/people/rules";
import { emailAddress } from "@/server/platform/text/inputs";

const DAY_MS = 24 * 3_600_000;
/** How long an emailed invitation works from when it is sent. */
export const LASTS_MS = 14 * DAY_MS;
/** The length of one extension, and the furthest end of an invitation from now. */
export const EXTENSION_MS = 7 * DAY_MS;
export const MOST_AHEAD_MS = 60 * DAY_MS;

/** The most addresses in one list. */
export const LIST_LENGTH = 100;

/** An entry of a pasted list: an address to invite, or a sentence that says why it is none. */
export interface Entry {
  /** Its line, from 1. */
  line: number;
  /** The entry as it was pasted. */
  text: string;
  /** The name beside the address; empty without one. */
  name: string;
  email: string | null;
  problem: string | null;
}

/** The problem of an address that a line above invites already. */
export const TWICE = "This address is already in a line above.";

/**
 * Reads a pasted list or a table as CSV: one or more addresses in a line, each with a name or without, in any order,
 * between commas, semicolons or tabs. The headings of a table are left out.
 */
export function readAddresses(text: string): Entry[] {
  const seen = new Set<string>();
  return text.split(/\r\n?|\n/).flatMap((row, at) =>
    entriesOf(row, at).map((entry) => {
      if (!entry.email || !seen.has(entry.email)) {
        if (entry.email) seen.add(entry.email);
        return entry;
      }
      return { ...entry, email: null, problem: TWICE };
    }),
  );
}

function entriesOf(row: string, at: number): Entry[] {
  const cells = cellsOf(row);
  if (cells.length === 0) return [];
  const line = at + 1;
  const addresses = cells.filter((cell) => cell.includes("@"));
  const names = cells.filter((cell) => !cell.includes("@"));
  const [only, ...more] = addresses;
  if (only === undefined) {
    if (at === 0 && names.some((cell) => /^e-?mail\b/i.test(cell))) return [];
    return [entryOf(line, row.trim(), row.trim(), "")];
  }
  // A name before several addresses belongs to none of them.
  if (more.length > 0) return addresses.map((cell) => entryOf(line, cell, cell, ""));
  return [entryOf(line, row.trim(), only, names.join(" "))];
}

/** Splits a line at its tabs, else at its semicolons, else at its commas, and at blanks between two addresses. */
function cellsOf(row: string): string[] {
  // A comma inside of a quoted name separates nothing.
  const quoted = row.replace(/"([^"]*)"(?=\s*<)/g, (_, name: string) =>
    name.replace(/[,;\t]/g, " "),
  );
  const delimiter = ["\t", ";"].find((sign) => quoted.includes(sign)) ?? ",";
  const [cells = []] = papaparse.parse<string[]>(quoted, { delimiter }).data;
  return cells
    .flatMap((cell) => (cell.split("@").length > 2 ? cell.split(",") : [cell]))
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .flatMap((cell) => {
      const parts = cell.split(/\s+/);
      return parts.length > 1 && parts.every((part) => part.includes("@")) ? parts : [cell];
    });
}

function entryOf(line: number, text: string, cell: string, beside: string): Entry {
  const [, inside = ""] = /^([^<>@]*)<[^<>]*>\s*$/.exec(cell) ?? [];
  const named = [inside.trim(), beside].filter(Boolean).join(" ");
  const read = emailAddress.safeParse(cell);
  return {
    ...{ line, text, name: nameFromElsewhere(named) ?? "" },
    email: read.success ? read.data : null,
    problem: read.success ? null : (read.error.issues[0]?.message ?? null),
  };
}

/** The fate of one entry of a list. */
export type Outcome =
  | "invited"
  | "again"
  | "waiting"
  | "accepted"
  | "member"
  | "twice"
  | "malformed"
  | "limited";

/** How long the link of an emailed invitation signs in to an account that exists. */
const SIGNS_IN_MS = 24 * 3_600_000;

/** The account of an invitation's address. */
interface Account {
  emailSince: Date | null;
}

/**
 * Whether the link of an emailed invitation still signs in to an account that exists. It is a link to sign in that
 * waits for days and looks like something to pass on, so it opens an account only on its first day, and never one that
 * has come to this address since.
 */
export function mayInvitationSignIn(
  { emailSince }: Account,
  sentAt: Date | null,
  now: Date,
): boolean {
  if (!sentAt || now.getTime() - sentAt.getTime() >= SIGNS_IN_MS) return false;
  return emailSince === null || emailSince <= sentAt;
}
