import "server-only";
import { addressParser } from "postal-mime";
import { decodeText } from "./charset";

/** Most parts of an email to look at; people's emails have a handful. */
const PARTS = 100;
/** Deepest nesting of multiparts. */
const DEPTH = 20;
/** Most bytes of an email's own headers. */
const HEADERS = 100_000;
/** Most bytes of a part's headers. */
const PART_HEADERS = 10_000;
/** Most lines of the headers of an email, or of a part. */
const LINES = 3000;
const PART_LINES = 200;
/** Most headers of one name that are read; those that matter occur once. */
const OF_ONE_NAME = 50;

/** A header as it stands in the email, unfolded. */
export interface Header {
  /** In lower case. */
  key: string;
  value: string;
}

/** A part of an email that has no parts itself. */
export interface Part {
  /** In lower case, such as `text/plain`. */
  type: string;
  charset: string | null;
  flowed: boolean;
  /** For flowed text: whether the space at the end of a line was put there to break it (RFC 3676). */
  delSp: boolean;
  /** Whether it is an attachment, to be opened separately. */
  attached: boolean;
  /** Whether other parts name it, as a picture in the text. */
  named: boolean;
  /** The `multipart/alternative` that it is one of; the same for all of them. */
  among: object | null;
  /** Decodes the part's first bytes. */
  bytes(most: number): Uint8Array;
}

/** An email taken apart. */
export interface MailParts {
  headers: Header[];
  parts: Part[];
}

/**
 * Takes an email apart. The cost depends only on the number of bytes, not on their structure. A part is decoded when it
 * is asked for.
 * @returns null if the headers are larger or more numerous than those of any email
 */
export function partsOf(raw: Uint8Array): MailParts | null {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  const { head, body } = halves(text);
  const headers = head.length > HEADERS ? null : headersIn(head, LINES);
  if (!headers) return null;
  const parts: Part[] = [];
  collect({ headers, body, depth: 0, among: null, parts });
  return { headers, parts };
}

/** Only the headers of an email. */
export function headersOfMail(raw: Uint8Array): Header[] {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEADERS + 4));
  const { head } = halves(start.toString("latin1"));
  return (head.length > HEADERS ? null : headersIn(head, LINES)) ?? [];
}

function halves(text: string): { head: string; body: string } {
  const blank = /\r?\n\r?\n/.exec(text);
  const first = /^\r?\n/.exec(text)?.[0].length;
  if (first) return { head: "", body: text.slice(first) };
  if (!blank) return { head: text, body: "" };
  return { head: text.slice(0, blank.index), body: text.slice(blank.index + blank[0].length) };
}

/**
 * Reads the headers; null if they have more lines than any email's. Only a space or tab continues one (RFC 5322,
 * 2.2.3): other blanks would let one hide from others.
 */
function headersIn(head: string, most: number): Header[] | null {
  const all = head.replace(/^\xef\xbb\xbf/, "").split(/\r?\n/, most + 1);
  if (all.length > most) return null;
  const lines: string[][] = [];
  for (const line of all) {
    if (/^[ \t]/.test(line) && lines.length > 0) lines.at(-1)?.push(line);
    else lines.push([line]);
  }
  return lines.flatMap((folded) => {
    const line = folded.join("");
    const colon = line.indexOf(":");
    // A name is ASCII without blanks and controls (RFC 5322, 2.2); only older emails have blanks after it.
    const [, key] = /^([!-9;-~]+)[ \t]*$/.exec(line.slice(0, Math.max(colon, 0))) ?? [];
    return key === undefined ? [] : [header(key.toLowerCase(), line.slice(colon + 1))];
  });
}

/** Decodes a value only when it is read: few of thousands of lines ever are. */
function header(key: string, raw: string): Header {
  let read: string | undefined;
  return {
    key,
    get value() {
      read ??= decodeText(Buffer.from(raw, "latin1"), null)
        .replace(/[\r\n]+/g, " ")
        .trim();
      return read;
    },
  };
}

interface Entity {
  headers: Header[];
  body: string;
  depth: number;
  among: object | null;
  parts: Part[];
}

function collect({ headers, body, depth, among, parts }: Entity): void {
  const value = (name: string) => headers.find(({ key }) => key === name)?.value ?? "";
  const { type, parameters } = structured(value("content-type"));
  const boundary = parameters.get("boundary");
  const pieces =
    type.startsWith("multipart/") && boundary && depth < DEPTH ? piecesOf(body, boundary) : [];
  if (pieces.length > 0) {
    const within = type === "multipart/alternative" ? (among ?? {}) : among;
    for (const piece of pieces) {
      if (parts.length >= PARTS) return;
      const { head, body } = halves(piece);
      const own = head.length > PART_HEADERS ? null : headersIn(head, PART_LINES);
      collect({ headers: own ?? [], body, depth: depth + 1, among: within, parts });
    }
    return;
  }
  const disposition = structured(value("content-disposition"));
  const encoding = /[\w-]+/.exec(value("content-transfer-encoding").toLowerCase())?.[0] ?? "";
  parts.push({
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) && !type.startsWith("multipart/") ? type : "text/plain",
    charset: parameters.get("charset") ?? null,
    flowed: parameters.get("format")?.toLowerCase() === "flowed",
    delSp: parameters.get("delsp")?.toLowerCase() === "yes",
    attached:
      disposition.type === "attachment" ||
      disposition.parameters.has("filename") ||
      // The text of an email comes first; a named part after it is a file.
      (parts.length > 0 && among === null && parameters.has("name")),
    named: disposition.type === "inline" || value("content-id") !== "",
    among,
    // A byte is encoded as at most three characters.
    bytes: (most) => bytesOf(body.slice(0, 3 * most), encoding).subarray(0, most),
  });
}

/** Splits a body at the lines of a boundary (RFC 2046, 5.1.1); the last piece may lack its end. */
function piecesOf(body: string, boundary: string): string[] {
  const line = `--${boundary.trimEnd()}`;
  const pieces: string[] = [];
  let from = -1;
  for (let at = body.indexOf(line); at >= 0; at = body.indexOf(line, at + line.length)) {
    if (at > 0 && body[at - 1] !== "\n") continue;
    const end = /[ \t]*\r?(?:\n|$)/y;
    const last = body.startsWith("--", at + line.length);
    end.lastIndex = at + line.length + (last ? 2 : 0);
    if (!end.test(body)) continue;
    if (from >= 0) pieces.push(body.slice(from, at).replace(/\r?\n$/, ""));
    if (last || pieces.length >= PARTS) return pieces;
    from = end.lastIndex;
  }
  if (from >= 0) pieces.push(body.slice(from));
  return pieces;
}

/** Reads a value with parameters (RFC 2045, 5.1), which may come in pieces (RFC 2231). */
function structured(value: string): { type: string; parameters: Map<string, string> } {
  const [, type = ""] = /^\s*([^;]*)/.exec(value) ?? [];
  const parameters = new Map<string, string>();
  const bounded = value.slice(0, 5000);
  for (const [, name = "", piece, quoted, plain = ""] of bounded.matchAll(
    /;\s*([\w-]+)(\*\d*\*?)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g,
  )) {
    const key = name.toLowerCase();
    const said = quoted?.replace(/\\(.)/g, "$1") ?? plain.replace(/\s\(.*$/, "").trim();
    if (piece)
      parameters.set(key, (parameters.get(key) ?? "") + said.replace(/^[\w-]*'[\w-]*'/, ""));
    else if (!parameters.has(key)) parameters.set(key, said);
  }
  const plain = type
    .replace(/\(.*/, "")
    .replace(/[\s"']/g, "")
    .toLowerCase();
  return { type: plain, parameters };
}

function bytesOf(body: string, encoding: string): Uint8Array {
  if (encoding === "base64") return fromBase64(body);
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const signs = body
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(signs.replace(/=$/, ""), "latin1");
}

/**
 * Decodes base64, even in several pieces, each with its own end. A text of words and blanks is not
 * encoded at all, whatever the email says. Text below the end that is not base64 was added on the way.
 */
function fromBase64(body: string): Uint8Array {
  if (/^\s*[^\s]+[ \t]+[^\s]/.test(body.slice(0, 200))) return Buffer.from(body, "latin1");
  const pieces = body.split(/(?<==)\s*(?![\s=])/);
  const added = pieces.findIndex(
    (piece, at) => at > 0 && !/^[A-Za-z0-9+/\r\n]{2,}=*\s*$/.test(piece),
  );
  return Buffer.concat(
    pieces.slice(0, added < 0 ? pieces.length : added).map((piece) => Buffer.from(piece, "base64")),
  );
}

/** Reads the first fifty values of a header, in the order of the email. @param name in lower case */
export function headersOf({ headers }: Pick<MailParts, "headers">, name: string): string[] {
  const named = headers.filter(({ key }) => key === name);
  return named.slice(0, OF_ONE_NAME).map(({ value }) => value);
}

/** Characters of a header to search for addresses. */
const ADDRESSES = 5000;

/** Finds the addresses in a header, in lower case. */
export function addressesIn(headers: Header[], name: string): string[] {
  const found = headersOf({ headers }, name).flatMap((line) =>
    addressParser(line.slice(0, ADDRESSES), { flatten: true }),
  );
  // Old programs do not quote names such as `Muster, Max <max@example.org>`: the first half is not an address.
  return found.flatMap(({ address }) => address?.trim().toLowerCase() || []);
}
