// Writes Markdown files that other programs open, whether they allow raw HTML or not.
import MarkdownIt from "markdown-it";

/** Escapes a line so that nothing in it is Markdown or HTML: for titles and names. */
export function plainLine(text: string): string {
  return (
    text
      .replace(/\s+/g, " ")
      .trim()
      .replace(/[\\`*_{}[\]<>#|~$&]/g, "\\$&")
      // At the beginning of a line these would make a list or a heading.
      .replace(/^(\d+(?=[.)])|(?=[-+=]))/, "$1\\")
  );
}

/** Encodes a web address for use between `<` and `>`. It means the same and cannot close the brackets. */
export function addressInMarkdown(address: string): string {
  return percentEncoded(address).replaceAll("&", "\\&");
}

/** Percent-encodes the characters of an address that could end a field of a file (RFC 3986, 2.1). */
export function percentEncoded(address: string): string {
  return address.replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, (sign) =>
    [...Buffer.from(sign)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

/** Puts a text into a separate quote, so that anything it opens ends with the quote. */
export function prefixLines(text: string, mark = "> "): string {
  return text
    .split("\n")
    .map((line) => (mark + line).trimEnd())
    .join("\n");
}

const blocks = new MarkdownIt({ html: false }).disable("inline");

/**
 * Tokens of a line of Markdown: an escaped character, a span of code, an address in angle brackets, or
 * what begins HTML, which is a tag, comment or declaration, or anything like it at the beginning of a line
 * (CommonMark 0.31, 4.6, 6.1 and 6.6).
 */
const PARTS = new RegExp(
  [
    /\\[\s\S]/,
    /(?<!`)(?<run>`+)(?!`)[\s\S]*?(?<!`)\k<run>(?!`)/,
    /<(?:[a-z][a-z\d+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>/,
    /(?<line><(?<=(?:^|\n)[ \t>*+\-\d.)]*<)(?=[a-z/!?])|<(?=[!?]))/,
    /(?<tag><(?=\/?[a-z][a-z\d-]*[\s/>]))/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gi",
);

/**
 * Markdown that people wrote, without HTML: here it is shown as text, so another program shows it as text
 * too. Code stays as it is, because there `\<` would be read as two characters.
 */
export function withoutHtml(markdown: string): string {
  const code = new Set<number>();
  for (const { type, map } of blocks.parse(markdown, {})) {
    if ((type !== "fence" && type !== "code_block") || !map) continue;
    for (let line = map[0]; line < map[1]; line++) code.add(line);
  }
  const pieces: { text: string; code: boolean }[] = [];
  markdown.split("\n").forEach((text, at) => {
    const last = pieces.at(-1);
    // A span of code may continue on the next line, but not past an empty line.
    if (last && !last.code && !code.has(at) && text.trim() !== "") last.text += `\n${text}`;
    else pieces.push({ text, code: code.has(at) });
  });
  return pieces.map(({ text, code }) => (code ? text : withoutTags(text))).join("\n");
}

/** A tag needs a `>` somewhere; looking from each `<` for its own would take the square of a long text. */
function withoutTags(text: string): string {
  const end = text.lastIndexOf(">");
  return text.replace(PARTS, (part: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as { line?: string; tag?: string };
    const at = rest.at(-3) as number;
    const html = groups.line !== undefined || (groups.tag !== undefined && at < end);
    return html ? `\\${part}` : part;
  });
}
