// Reads the words of an email from its parts.
import { decodeText } from "@/server/platform/mail/charset";
import type { Part } from "@/server/platform/mail/parts";
import { linesOfHtml } from "./html";
import { type Line, linesOf } from "./lines";

/** Most characters of an email to read, quotations included: three times the longest comment. */
const LOOKED_AT = 30_000;
/** Most bytes of a part to decode; HTML needs more of them for the same words. */
const BYTES = { plain: 4 * LOOKED_AT, html: 250_000 };

/** Whether mail programs show a part as text when the email is opened. */
export function isTextPart({ type, attached }: Part): boolean {
  return !attached && /^text\/(?:plain|html|markdown|enriched)$/.test(type);
}

/** Reads the words of an email line by line. If there are alternatives, it reads the plain one unless that is empty. */
export function linesOfParts(parts: readonly Part[]): Line[] {
  const lines: Line[] = [];
  const read = new Set<object>();
  let size = 0;
  for (const part of parts) {
    if (!isTextPart(part) || (part.among && read.has(part.among))) continue;
    if (size > LOOKED_AT) break;
    if (part.among) read.add(part.among);
    const others = part.among
      ? parts.filter((one) => one.among === part.among && isTextPart(one))
      : [];
    const next = linesOfAlternatives(part.among ? others : [part]);
    if (lines.length > 0) lines.push({ text: "" });
    for (const line of next) {
      if (size > LOOKED_AT) break;
      size += line.text.length + 1;
      lines.push(size > LOOKED_AT ? { ...line, text: line.text.slice(0, LOOKED_AT) } : line);
    }
  }
  return lines;
}

function linesOfAlternatives(parts: readonly Part[]): Line[] {
  const plain = parts.filter(({ type }) => type !== "text/html").map(textOf);
  const words = plain.find((text) => text.trim() !== "") ?? "";
  const html = parts.find(({ type }) => type === "text/html");
  if (!html || (words !== "" && !isPlaceholder(words))) return linesOf(words);
  const lines = linesOfHtml(htmlText(html), LOOKED_AT);
  return lines.some(({ text }) => text.trim() !== "") ? lines : linesOf(words);
}

/** Whether a plain text only says that the email has to be read as HTML. */
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
  return withoutArmour(part.flowed ? unflow(text, part.delSp) : text).toWellFormed();
}

/** Removes the lines that OpenPGP puts around a text that is signed inline (RFC 9580, 7). */
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

/** Decodes HTML by the part's charset or, without one, by the charset that the HTML declares. */
function htmlText(part: Part): string {
  const bytes = part.bytes(BYTES.html);
  const start = Buffer.from(bytes.subarray(0, 2000)).toString("latin1");
  const [, declared] = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w:-]{2,40})/i.exec(start) ?? [];
  return decodeText(bytes, part.charset ?? declared ?? null).toWellFormed();
}

/** Joins the lines of flowed text, which were folded for transport (RFC 3676, 4). */
function unflow(text: string, delSp: boolean): string {
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
