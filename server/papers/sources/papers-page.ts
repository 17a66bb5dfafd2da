import type { NewPaper } from "../commands";
import { ABSTRACT_MAX, TITLE_MAX } from "../schema";

/** Stands glued to the first title in the text of such a page. */
const GLUE = "Subscribe";
const HEAD_LINES = 3;

/**
 * Reads the text of a trending-papers page: two head lines, then "Subscribe" with the first title on
 * the third, its abstract on the next, and from there title line and abstract line in turn. Titles
 * stay exactly as they are.
 * @throws Error naming the line, counted from 1, and what is wrong with it
 */
export function parsePapersPage(text: string): NewPaper[] {
  if (text.includes("\0") || !text.isWellFormed())
    throw new Error("This is not a text file in UTF-8.");
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const first = lines[HEAD_LINES - 1];
  if (first === undefined)
    throw new Error("This file has no papers: it ends within its head lines.");
  if (!first.startsWith(GLUE)) throw fault(HEAD_LINES, `it should begin with "${GLUE}"`);
  const body = [first.slice(GLUE.length), ...lines.slice(HEAD_LINES)];
  const papers: NewPaper[] = [];
  for (let at = 0; at < body.length; at += 2) {
    const [title, abstract] = [body[at] ?? "", body[at + 1]];
    const number = at + HEAD_LINES;
    if (title.trim() === "") throw fault(number, "a title should stand here, and it is empty");
    if (title.length > TITLE_MAX) {
      throw fault(
        number,
        `a title should stand here, and it has ${title.length} characters (at most ${TITLE_MAX})`,
      );
    }
    if (abstract === undefined) throw fault(number, "its abstract is missing: the file ends here");
    if (abstract.trim() === "")
      throw fault(number + 1, "an abstract should stand here, and it is empty");
    if (abstract.length > ABSTRACT_MAX)
      throw fault(number + 1, `this abstract is longer than ${ABSTRACT_MAX} characters`);
    papers.push({ title: title.trim(), abstract: abstract.trim(), authors: [] });
  }
  return papers;
}

function fault(line: number, what: string): Error {
  return new Error(`line ${line}: ${what}. Nothing was imported.`);
}
