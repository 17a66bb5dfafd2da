import "server-only";
import { getBOMEncoding, normalizeEncoding, TextDecoder } from "@exodus/bytes/encoding.js";
import iconv from "iconv-lite";
import { guessCharset } from "./charset-guess";

/** Charset names that emails use but the Encoding Standard does not list. */
const ALSO: Record<string, string> = {
  cp932: "shift_jis",
  ms936: "gbk",
  cp936: "gbk",
  cp949: "euc-kr",
  uhc: "euc-kr",
  johab: "euc-kr",
  cp950: "big5",
  eucjp: "euc-jp",
  euckr: "euc-kr",
  macroman: "macintosh",
  "mac-roman": "macintosh",
  "mac-cyrillic": "x-mac-cyrillic",
  "unicode-1-1-utf-7": "utf-7",
  utf7: "utf-7",
};
/** Sets with several bytes per character: a text in them can be valid UTF-8 by chance. */
const MULTI_BYTE = /^(?:gbk|gb18030|big5|euc-jp|euc-kr|shift_jis)$/;

/**
 * Decodes bytes of an email. Its label is believed only if it can be true. Bytes
 * that are valid UTF-8 are UTF-8, whatever single-byte set is named. Bytes that are labelled UTF-8 but invalid are
 * windows-1252.
 * @param label the `charset` of the part, as written; null if there is none
 */
export function decodeText(bytes: Uint8Array, label: string | null): string {
  const mark = getBOMEncoding(bytes);
  if (mark) return withoutControls(by(mark, bytes).replace(/^\ufeff/, ""));
  const named = nameOf(label);
  return withoutControls(read(bytes, named));
}

function read(bytes: Uint8Array, named: string | null): string {
  if (named?.startsWith("utf-16") || named?.startsWith("utf-32")) return wide(bytes, named);
  const ascii = !bytes.some((byte) => byte > 127);
  if (ascii) return sevenBit(bytes, named);
  const utf8 = validUtf8(bytes);
  if (named && MULTI_BYTE.test(named)) {
    const text = by(named, bytes);
    return utf8 !== null && (text.includes("\ufffd") || isByNoChance(utf8, text, bytes, named))
      ? utf8
      : text;
  }
  if (utf8 !== null) return utf8;
  if (named === null || named === "utf-8") {
    const mostly = mostlyUtf8(bytes, named === null ? 3 : 1);
    if (mostly !== null) return mostly;
  }
  // ISO-2022-JP has no byte above 127: a text with such bytes has the same characters in another form.
  if (named === "iso-2022-jp") return by("shift_jis", bytes);
  if (named && named !== "utf-8" && named !== "windows-1252") return by(named, bytes);
  return by(guessCharset(bytes, named === "windows-1252") ?? "windows-1252", bytes);
}

/**
 * Whether bytes are unlikely to be valid UTF-8 by chance, although a multi-byte set is named: four characters of three
 * bytes each, or only rare characters in the named set, or only half-width ones in Shift_JIS.
 */
function isByNoChance(utf8: string, text: string, bytes: Uint8Array, named: string): boolean {
  const signs = utf8.match(/[^\p{ASCII}]/gu) ?? [];
  if (signs.length >= 4 && signs.every((sign) => sign >= "\u0800")) return true;
  if (named === "shift_jis") return /^[\p{ASCII}\uff61-\uff9f]*$/u.test(text);
  // GB 18030 has characters of four bytes, of which the second is a digit.
  const isRare =
    named === "gb18030" && /[\x81-\xfe][0-9]/.test(Buffer.from(bytes).toString("latin1"));
  return (
    !isRare && bytes.some((byte) => byte > 0x80 && byte < 0xa1 && byte !== 0x8e && byte !== 0x8f)
  );
}

/** Turns a label as emails write it (`"UTF8";`, `CP-850`) into the name of a set; null if it is not one. */
function nameOf(label: string | null): string | null {
  const plain = (label ?? "")
    .slice(0, 60)
    .toLowerCase()
    .replace(/^charset=/, "")
    .replace(/[\s"'`;,<>]/g, "");
  const close = [plain, plain.replace(/^x-/, ""), plain.replace(/[-_]/g, "")];
  for (const name of close) {
    const also = Object.hasOwn(ALSO, name) ? ALSO[name] : undefined;
    if (also) return also;
    const standard = normalizeEncoding(name);
    if (standard && standard !== "replacement") return standard;
  }
  if (/^(?:hz-gb-2312|iso-2022-kr)$/.test(plain)) return plain;
  // Labels of old systems, such as cp850, are not in the web's standard.
  const old = close.find(
    (name) => name !== "" && !IN_BYTES.test(name) && iconv.encodingExists(name),
  );
  return old ?? null;
}
/** Encodings of iconv-lite that are not character sets. */
const IN_BYTES = /^(?:base64|hex|binary|internal|ascii)$/;

function by(name: string, bytes: Uint8Array): string {
  if (normalizeEncoding(name)) return new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
  return iconv.decode(Buffer.from(bytes), name);
}

/** Sets of bytes below 128 that switch by escape sequences. The sequences identify the set, whatever the label says. */
function sevenBit(bytes: Uint8Array, named: string | null): string {
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("\u001b$)C") || named === "iso-2022-kr") return korean(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this set switches by them
  if (/\u001b(?:\$[@B]|\([BIJ])/.test(text)) return japanese(text);
  if (named === "hz-gb-2312") return chinese(text);
  if (named === "utf-7") return by("utf-7", bytes);
  return text;
}

/** Resets each line of ISO-2022-JP to ASCII (RFC 1468), even if the line before did not switch back. */
function japanese(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this set switches by them
  const ended = text.replace(/(\u001b\$[@B][^\u001b\n]*?)(?=\r?\n)/g, "$1\u001b(B");
  return by("iso-2022-jp", Buffer.from(ended, "latin1"));
}

/** HZ (RFC 1843) is GB 2312 without the highest bit, between ~{ and ~}. */
function chinese(text: string): string {
  return text
    .replace(/~\n/g, "")
    .replace(/~\{([^~]*)(?:~\}|$)/g, (_, signs: string) => by("gbk", raised(signs)))
    .replace(/~~/g, "~");
}

/** ISO-2022-KR (RFC 1557) is EUC-KR without the highest bit, between SO and SI. */
function korean(text: string): string {
  return (
    text
      .replaceAll("\u001b$)C", "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: this set switches by them
      .replace(/\u000e([^\u000f\n]*)\u000f?/g, (_, signs: string) => by("euc-kr", raised(signs)))
  );
}

function raised(signs: string): Uint8Array {
  return Buffer.from(signs, "latin1").map((byte) => (byte > 32 ? byte | 128 : byte));
}

/** UTF-16 and UTF-32; without a mark the zero bytes of spaces and line ends tell the order. */
function wide(bytes: Uint8Array, named: string): string {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at++)
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (named.startsWith("utf-32")) return even + odd > 0 ? by(named, bytes) : read(bytes, "utf-8");
  // The text has one byte per character, although its label says two.
  const utf8 = even + odd === 0 ? validUtf8(bytes) : null;
  if (utf8 !== null && /^[\t\n\r\x20-\x7e]{4}/.test(utf8)) return utf8;
  if (even === odd) return by(named, bytes);
  return by(even > odd ? "utf-16be" : "utf-16le", bytes);
}

function validUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes UTF-8 that lost a few bytes; null unless whole characters outnumber broken ones `times` to one. */
function mostlyUtf8(bytes: Uint8Array, times: number): string | null {
  const text = by("utf-8", bytes);
  const broken = text.split("\ufffd").length - 1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII says nothing
  const whole = text.replace(/[\u0000-\u007f\ufffd]+/g, "").length;
  return whole > times * broken ? text : null;
}

/** The 32 characters that windows-1252 has where ISO 8859 has controls. */
const SIGNS = [
  ...by(
    "windows-1252",
    Uint8Array.from({ length: 32 }, (_, at) => 128 + at),
  ),
];

/** Restores characters of windows-1252 that were taken for controls of ISO 8859 or Unicode; text has no controls. */
function withoutControls(text: string): string {
  return (
    text
      .replace(/[\u0080-\u009f]/g, (sign) => SIGNS[sign.charCodeAt(0) - 128] ?? "")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they cannot be kept
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "")
  );
}
