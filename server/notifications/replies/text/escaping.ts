// Escapes words so that Markdown shows the same words.

/** A formula in a comment, in which nothing is Markdown. */
const FORMULA =
  /(\$\$[^$]{1,2000}\$\$|\$(?![\s$])[^$\n]{0,500}?[^\s\\$]\$(?!\d)|\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,300}?\\\])/;

/** Escapes a text without line ends. A character without a meaning in Markdown at its place stays as it is. */
export function escapeText(text: string): string {
  const pieces = text.split(FORMULA);
  return pieces.map((piece, at) => (at % 2 ? piece : escapeWords(piece))).join("");
}

function escapeWords(text: string): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/`/g, "\\`")
    .replace(/\*/g, (sign, at: number) => (isLone(text, at) ? sign : `\\${sign}`))
    .replace(/_/g, "\\_")
    .replace(/(?<=[\p{L}\p{N}])\\_(?=[\p{L}\p{N}])/gu, "_")
    .replace(/~~/g, "\\~~")
    .replace(/\](?=[([:])/g, "\\]")
    .replace(/<(?=[a-z][a-z0-9+.-]{1,31}:|[^\s<>@]{1,64}@)/gi, "\\<")
    .replace(/&(?=#?\w{1,31};)/g, "\\&");
}

/** Whether a star is between spaces, where it cannot mark emphasis. */
function isLone(text: string, at: number): boolean {
  return /^\s?$/.test(text.charAt(at - 1)) && /^\s?$/.test(text.charAt(at + 1));
}

/** Escapes the beginning of a line, so that it begins no heading, list, quotation or rule. */
export function asProse(line: string): string {
  if (/^(?:[-=]+|(?:[-*_] ?){3,})$/.test(line) || /^[|:][\s|:-]*$/.test(line)) return `\\${line}`;
  return line
    .replace(/^(#{1,6})(?=\s|$)/, "\\$1")
    .replace(/^([>+-]|\*)(?=\s|$)/, "\\$1")
    .replace(/^>/, "\\>")
    .replace(/^~~~/, "\\~~~")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

/** Marks words as code, whatever characters they hold. */
export function asCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const marks = "`".repeat(longest + 1);
  const space = /^`|`$/.test(text) ? " " : "";
  return `${marks}${space}${text}${space}${marks}`;
}

/** Writes a link; if its words are the address, writes the address alone. */
export function asLink(words: string, plain: string, address: string): string {
  const bare = address.replace(/^mailto:/, "").replace(/\/$/, "");
  const same = plain.trim().replace(/\/$/, "");
  if (same === bare || same === bare.replace(/^https?:\/\//, "")) {
    return address.startsWith("mailto:") ? words : address;
  }
  // Characters that are encoded already are not encoded twice.
  const target = encodeURI(address.toWellFormed())
    .replace(/%25(?=[0-9a-f]{2})/gi, "%")
    .replace(/[()<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${escapeUnpaired(words.trim())}](${target})`;
}

/** Escapes brackets that are not in pairs, which would end the words of a link. */
function escapeUnpaired(words: string): string {
  let open = 0;
  const isEven = [...words.replace(/\\[\s\S]/g, "")].every((sign) => {
    if (sign === "[") open++;
    if (sign === "]") open--;
    return open >= 0;
  });
  return isEven && open === 0 ? words : words.replace(/(?<!\\)[[\]]/g, "\\$&");
}

/** Puts marks around words, but only where Markdown would read them as marks. */
export function markWords(words: string, mark: string, before: string, after: string): string {
  const [, start = "", inner = "", end = ""] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? [];
  if (inner === "") return words;
  const left = start || before;
  const right = end || after;
  const opens = !SIGN.test(inner) || BESIDE_LAST.test(left);
  const closes = !SIGN_LAST.test(inner) || BESIDE.test(right);
  return opens && closes ? `${start}${mark}${inner}${mark}${end}` : words;
}
// The renderer treats Chinese, Japanese and Korean characters beside marks like spaces.
const EAST_ASIAN = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}";
const BESIDE = new RegExp(`^(?:$|[\\s\\p{P}\\p{S}${EAST_ASIAN}])`, "u");
const BESIDE_LAST = new RegExp(`(?:^|[\\s\\p{P}\\p{S}${EAST_ASIAN}])$`, "u");
const SIGN = /^[\p{P}\p{S}]/u;
const SIGN_LAST = /[\p{P}\p{S}]$/u;
