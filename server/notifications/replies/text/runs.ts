// Runs of words with the same look within a line.
import { asCode, asLink, asProse, escapeText, markWords } from "./escaping";

/** The look of words: how many elements of each kind are open, and the address of a link. */
export interface Look {
  bold: number;
  italic: number;
  struck: number;
  code: number;
  link: string | null;
}

/** A run of words with the same look. */
export interface Run extends Look {
  text: string;
}

const same = (a: Look, b: Look) =>
  !a.bold === !b.bold &&
  !a.italic === !b.italic &&
  !a.struck === !b.struck &&
  !a.code === !b.code &&
  a.link === b.link;

/** Adds words to a line. */
export function addWords(line: Run[], text: string, look: Look): void {
  const last = line.at(-1);
  if (last && same(last, look)) last.text += text;
  else line.push({ text, ...look });
}

/** Writes a line without marks. */
export function toPlainText(line: readonly Run[]): string {
  return line.map(({ text }) => text).join("");
}

/** Writes a line as Markdown. @param prose whether to escape a beginning that Markdown would read as more than words */
export function toMarkdown(line: readonly Run[], prose = true): string {
  const words = line.map(({ text, code }) => (code ? text : escapeText(text)));
  let out = "";
  let at = 0;
  while (at < line.length) {
    const { link } = line[at] as Run;
    let end = at + 1;
    while (link !== null && end < line.length && line[end]?.link === link) end++;
    let piece = "";
    for (let one = at; one < end; one++) {
      const run = line[one] as Run;
      const before = one === 0 ? "" : (line[one - 1] as Run).text.slice(-1);
      const after = (line[one + 1]?.text ?? "").slice(0, 1);
      piece += markRun(run, words[one] ?? "", before, after);
    }
    const shown = toPlainText(line.slice(at, end));
    out += link !== null && shown.trim() ? asLink(piece, shown, link) : piece;
    at = end;
  }
  const trimmed = out.trim();
  return prose && line[0]?.code === 0 ? asProse(trimmed) : trimmed;
}

function markRun(run: Run, words: string, before: string, after: string): string {
  if (run.text.trim() === "") return words;
  if (run.code) return asCode(run.text.trim());
  const mark = `${run.struck ? "~~" : ""}${run.bold ? "**" : ""}${run.italic ? "*" : ""}`;
  const closing = [...mark].reverse().join("");
  const set = markWords(words, "\u0002", before, after);
  return mark === "" ? words : set.replace("\u0002", mark).replace("\u0002", closing);
}
