import { z } from "zod";
import { readAddress } from "../mail/address";

/** C0 and C1 controls except tab and line feed, which prose may contain. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;
/** Zero-width and bidirectional marks: invisible, and able to make one name look like another. */
const DECEIVING =
  /\p{Default_Ignorable_Code_Point}|[\u061C\u200E\u200F\u2800\u2028-\u202E\u2066-\u2069\uFFF9-\uFFFB]/u;

function clean(value: string): boolean {
  return value.isWellFormed() && !CONTROLS.test(value);
}

/** Makes a storable line of a machine's message, without control characters and half characters. */
export function makeStorable(said: string, max: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
  const line = said.replace(/[\u0000-\u001F\u007F-\u009F]+/g, " ");
  return line.slice(0, max).toWellFormed();
}

/**
 * Text of several lines: Unicode NFC, line feeds only, no control characters.
 * @param max most characters (UTF-16 units)
 */
export function prose(max: number, what = "This text") {
  return z
    .string()
    .max(max * 2, `${what} is too long: at most ${max} characters.`)
    .transform((value) => value.replace(/\r\n?/g, "\n").normalize("NFC").trim())
    .refine(clean, `${what} contains characters that cannot be stored. Remove control characters.`)
    .refine((value) => value.length <= max, `${what} is too long: at most ${max} characters.`);
}

/** Text of one line. Line breaks become spaces. */
export function line(max: number, what = "This text") {
  return z
    .string()
    .max(max * 2, `${what} is too long: at most ${max} characters.`)
    .transform((value) => value.replace(/\s+/g, " ").normalize("NFC").trim())
    .refine(clean, `${what} contains characters that cannot be stored. Remove control characters.`)
    .refine((value) => value.length <= max, `${what} is too long: at most ${max} characters.`);
}

/** The name of a person or group: one line without invisible characters. */
export function name(max: number, what: string) {
  // Checked before blanks are merged, because some invisible characters count as blanks.
  return z
    .string()
    .max(max * 2, `${what} is too long: at most ${max} characters.`)
    .refine(
      (value) => !DECEIVING.test(value),
      `${what} contains invisible characters. Remove them.`,
    )
    .pipe(line(max, what).refine((value) => value.length > 0, `${what} cannot be empty.`));
}

/** An email address as people type or paste it, in the one form in which it is stored (mail/address.ts). */
export const emailAddress = z
  .string()
  .max(1000, "This address is too long: at most 254 characters.")
  .transform((value, context) => {
    const read = readAddress(value);
    if ("address" in read) return read.address;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  });

/** Whether a text names a time zone that this machine knows. What people enter is held to the list (time/zones.ts). */
export function isTimeZone(value: string): boolean {
  // Intl accepts offsets such as +02:00, but they have no daylight saving time.
  if (!/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/** Characters of an address. PostgreSQL's indexes take entries of up to 2,704 bytes. */
const ADDRESS_MAX = 2000;

/**
 * An http(s) address that may stand in a link, as the URL standard writes it: `HTTPS://A.org`, `https:a.org`
 * and `https:\\a.org` are all `https://a.org/`.
 */
export const webAddress = z
  .string()
  .max(ADDRESS_MAX, "This link is too long.")
  // These characters are often copied along from a page or an email.
  .overwrite((value) => value.replace(/[\u200B\u200E\u200F\u2060\uFEFF]/g, "").trim())
  .overwrite((value) => value.replace(/^<([^<>\s]*)>$/, "$1"))
  .refine(
    (value) => {
      if (!clean(value) || !URL.canParse(value)) return false;
      const { protocol, username, password } = new URL(value);
      return (protocol === "https:" || protocol === "http:") && !username && !password;
    },
    // Aborts: else a union of zod's, which has a sentence of its own, would show this one.
    { error: "Enter a link that starts with https://.", abort: true },
  )
  .overwrite((value) => new URL(value).href)
  // A letter beyond ASCII becomes up to nine characters.
  .refine((value) => value.length <= ADDRESS_MAX, "This link is too long.");

/** Whether a text is a path that no browser reads as another site's address. */
export function isLocalPath(value: string): boolean {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(value) || value.includes("\\")) return false;
  const base = "https://colloquy.invalid";
  return URL.canParse(value, base) && new URL(value, base).origin === base;
}

/** Writes an instant for a sentence: "27 November at 14:05". */
export function untilInWords(until: Date, timeZone: string): string {
  const inWords = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...parts }).format(until);
  const day = inWords({ day: "numeric", month: "long" });
  return `${day} at ${inWords({ hour: "2-digit", minute: "2-digit" })}`;
}

/** A page of a short list, from a web address: anything but a number means the first. */
export const pageNumber = z.coerce.number().int().min(1).max(1000).catch(1);

/**
 * The last page that a bare number leads to. The database counts rows to get there; beyond it, people go on from
 * page to page.
 */
const LAST_NUMBERED = 100;

/** A position in a list, after or before a row: the row's keys, and the number of the page there. */
export interface ListPlace {
  page: number;
  keys: readonly unknown[];
  /** Whether the page ends before the row instead of starting behind it. */
  backwards: boolean;
}

/** A page number, for addresses that people wrote down, or a position in the list, which all links use. */
export type ListPosition = number | ListPlace;

/** The links of a page: positions of its neighbours, null if there is none. */
export interface ListLinks {
  /** The page's own position, and its number for people. */
  position: string;
  page: number;
  previous: string | null;
  next: string | null;
}

const PLACE = /^(\d{1,7})\.([ab])\.([A-Za-z0-9_-]{1,800})$/;

/** Writes a position in a list as part of a web address. */
export function writePlace({ page, keys, backwards }: ListPlace): string {
  const bytes = new TextEncoder().encode(JSON.stringify(keys));
  const text = btoa(String.fromCharCode(...bytes)).replace(/=+$/, "");
  return `${page}.${backwards ? "b" : "a"}.${text.replaceAll("+", "-").replaceAll("/", "_")}`;
}

/** Reads a position in a list. @returns null for anything else */
export function readPlace(text: string): ListPlace | null {
  const [, page, side, keys] = PLACE.exec(text) ?? [];
  if (!page || !keys) return null;
  try {
    const binary = atob(keys.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (one) => one.charCodeAt(0));
    const read: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(read)
      ? { page: Math.max(1, Number(page)), keys: read, backwards: side === "b" }
      : null;
  } catch {
    return null;
  }
}

const numberedPage = z.coerce.number().int().min(1).max(LAST_NUMBERED).catch(1);

/** Reads a position from a web address: anything else means the first page. */
export const listPosition = z
  .unknown()
  .transform((given): ListPosition => {
    const place = typeof given === "string" ? readPlace(given) : null;
    return place ?? numberedPage.parse(given);
  })
  .prefault(1);

/** A position that a program sends: anything else is refused. */
export const strictPosition = z
  .union([z.number().int().min(1).max(LAST_NUMBERED), z.string().max(900)])
  .transform((given, ctx): ListPosition => {
    const position = listPosition.parse(given);
    if (typeof position !== "number" || String(position) === String(given)) return position;
    ctx.addIssue(
      `A page is a whole number from 1 to ${LAST_NUMBERED}, or the cursor that came with the page before.`,
    );
    return z.NEVER;
  })
  .prefault(1);

/** A position as text, for calls and links. */
export const positionText = z
  .unknown()
  .transform((given) =>
    typeof given === "string" && readPlace(given) ? given : String(numberedPage.parse(given)),
  )
  .prefault("1");

/** The links of a list that has page numbers only. */
export function numberedLinks(page: number, more: boolean): ListLinks {
  return {
    position: String(page),
    page,
    previous: page > 1 ? String(page - 1) : null,
    next: more ? String(page + 1) : null,
  };
}

export const pageInput = z.object({ page: listPosition });
