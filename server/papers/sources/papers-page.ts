import type { NewPaper } from "../catalogue/commands";
import { ABSTRACT_MAX, TITLE_MAX } from "../schema";

/** Precedes the first title on the same line, without a space. */
const GLUE = "Subscribe";
const HEAD_LINES = 3;

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

/**
 * Reads the text of a trending-papers page: two head lines, then "Subscribe" with the first title on
 * the third, its abstract on the next, and from there title line and abstract line in turn. Titles
 * stay exactly as they are.
 * @throws Error naming the line, counted from 1, and what is wrong with it
 */
export function parsePapersPage(file: Uint8Array): NewPaper[] {
  const lines = linesOf(file);
  const first = lines[HEAD_LINES - 1];
  if (first === undefined)
    throw new Error("This file has no papers: it ends within its header lines.");
  if (!first.startsWith(GLUE)) throw fault(HEAD_LINES, `it should begin with "${GLUE}"`);
  const body = [first.slice(GLUE.length), ...lines.slice(HEAD_LINES)];
  const papers: NewPaper[] = [];
  for (let at = 0; at < body.length; at += 2) {
    const [title, abstract] = [body[at] ?? "", body[at + 1]];
    const number = at + HEAD_LINES;
    if (title.trim() === "") throw fault(number, "a title should be here, but the line is empty");
    if (title.length > TITLE_MAX) {
      throw fault(
        number,
        `a title should be here, but the line has ${title.length} characters (at most ${TITLE_MAX})`,
      );
    }
    if (abstract === undefined)
      throw fault(number, "the abstract of this title is missing: the file ends here");
    if (abstract.trim() === "")
      throw fault(number + 1, "an abstract should be here, but the line is empty");
    if (abstract.length > ABSTRACT_MAX)
      throw fault(number + 1, `this abstract is longer than ${ABSTRACT_MAX} characters`);
    papers.push({ title: title.trim(), abstract: abstract.trim(), authors: [] });
  }
  return papers;
}

/** Splits a UTF-8 file into lines, with or without a byte order mark, with Unix or Windows line ends. */
function linesOf(file: Uint8Array): string[] {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  const lines: string[] = [];
  for (let from = 0; from <= file.length; ) {
    const feed = file.indexOf(0x0a, from);
    const to = feed < 0 ? file.length : feed;
    lines.push(lineOf(decoder, file.subarray(from, to), lines.length + 1));
    from = to + 1;
  }
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  return lines;
}

function lineOf(decoder: TextDecoder, bytes: Uint8Array, number: number): string {
  let line: string;
  try {
    line = decoder.decode(bytes).replace(/\r$/, "");
  } catch {
    throw fault(number, "this is not text in UTF-8");
  }
  if (CONTROLS.test(line)) throw fault(number, "it contains a control character");
  return line;
}

function fault(line: number, what: string): Error {
  return new Error(`line ${line}: ${what}. Nothing was imported.`);
}
