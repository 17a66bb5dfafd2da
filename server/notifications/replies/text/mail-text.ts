// The words of a mail, from whichever of its parts has them.
import { decodeText } from "@/server/platform/mail/charset";
import type { Part } from "@/server/platform/mail/parts";
import { linesOfHtml } from "./html";
import { type Line, linesOf } from "./lines";

/** Characters of a mail that are looked at: three times the longest comment, before what it quotes. */
const LOOKED_AT = 30_000;
/** Bytes of a part that are decoded: of plain words, and of HTML, which says more about less. */
const BYTES = { plain: 4 * LOOKED_AT, html: 250_000 };

/** Whether a part holds words that are read where the mail is opened. */
export function isWords({ type, attached }: Part): boolean {
  return !attached && /^text\/(?:plain|html|markdown|enriched)$/.test(type);
}

/** The words of a mail, line by line. Of alternatives the plain one is read, unless it says nothing. */
export function linesIn(parts: readonly Part[]): Line[] {
  const lines: Line[] = [];
  const read = new Set<object>();
  let size = 0;
  for (const part of parts) {
    if (!isWords(part) || (part.among && read.has(part.among))) continue;
    if (size > LOOKED_AT) break;
    if (part.among) read.add(part.among);
    const others = part.among
      ? parts.filter((one) => one.among === part.among && isWords(one))
      : [];
    const next = chosen(part.among ? others : [part]);
    if (lines.length > 0) lines.push({ text: "" });
    for (const line of next) {
      if (size > LOOKED_AT) break;
      size += line.text.length + 1;
      lines.push(size > LOOKED_AT ? { ...line, text: line.text.slice(0, LOOKED_AT) } : line);
    }
  }
  return lines;
}

function chosen(parts: readonly Part[]): Line[] {
  const plain = parts.filter(({ type }) => type !== "text/html").map(textOf);
  const said = plain.find((text) => text.trim() !== "") ?? "";
  const html = parts.find(({ type }) => type === "text/html");
  if (!html || (said !== "" && !isPlaceholder(said))) return linesOf(said);
  const lines = linesOfHtml(htmlText(html), LOOKED_AT);
  return lines.some(({ text }) => text.trim() !== "") ? lines : linesOf(said);
}

/** What a program writes where it has no plain words: that the mail is to be read as HTML. */
function isPlaceholder(text: string): boolean {
  const words = text.trim();
  return (
    words.length < 300 &&
    /\bHTML\b/.test(words) &&
    /\b(?:view|support|display|read|client|format|version|message|anzeigen|darstell|unterstütz)/i.test(
      words,
    )
  );
}

function textOf(part: Part): string {
  const text = decodeText(part.bytes(BYTES.plain), part.charset)
    .replace(/\r\n?/g, "\n")
    .slice(0, 2 * LOOKED_AT);
  return withoutArmour(part.flowed ? joined(text, part.delSp) : text).toWellFormed();
}

/** What OpenPGP puts around words that are signed in the text itself (RFC 9580, 7). */
function withoutArmour(text: string): string {
  const [begins, head = "", body = ""] =
    /^([\s\S]*?)-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[A-Za-z]+:.*\n)*\s*?\n([\s\S]*)$/.exec(
      text,
    ) ?? [];
  if (begins === undefined) return text;
  const [words = "", signature] = body.split(/^-----BEGIN PGP SIGNATURE-----/m);
  if (signature === undefined) return text;
  const [, below = ""] = signature.split(/^-----END PGP SIGNATURE-----.*$/m);
  return head + words.replace(/^- (?=-)/gm, "").trimEnd() + below;
}

/** HTML says its characters itself where its part does not. */
function htmlText(part: Part): string {
  const bytes = part.bytes(BYTES.html);
  const start = Buffer.from(bytes.subarray(0, 2000)).toString("latin1");
  const [, said] = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w:-]{2,40})/i.exec(start) ?? [];
  return decodeText(bytes, part.charset ?? said ?? null).toWellFormed();
}

/** Lines that were broken for the way, as they were written (RFC 3676, 4). */
function joined(text: string, delSp: boolean): string {
  const lines: string[] = [];
  let open = false;
  let depth = 0;
  for (const line of text.split("\n")) {
    const [marks = ""] = /^>*/.exec(line) ?? [];
    const words = line.slice(marks.length).replace(/^ /, "");
    const goesOn = open && marks.length === depth && words !== "-- ";
    const before = marks === "" ? "" : `${marks} `;
    if (goesOn) lines[lines.length - 1] += words;
    else lines.push(before + words);
    open = words.endsWith(" ") && words !== "-- ";
    depth = marks.length;
    const last = lines.length - 1;
    if (open && delSp) lines[last] = (lines[last] ?? "").slice(0, -1);
  }
  return lines.map((line) => (line === "-- " ? line : line.trimEnd())).join("\n");
}
