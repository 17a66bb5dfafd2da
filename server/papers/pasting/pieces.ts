// Splits a pasted text into its papers: one for each line, identifier or reference. For the server, as records.ts is.
import { pastedIn } from "./alone/rules";
import { plainLines } from "./cleaning";
import { type Draft, NO_DRAFT } from "./drafts";
import { IDENTIFIERS, type Identifier } from "./identifiers";
import { type Reference, readReferences } from "./records";
import { formatOf, type Pasted, readText } from "./rules";

/** The draft of a paper, with its title. */
type Told = Draft & { title: string };

/** One paper of a pasted text. */
export interface Piece {
  /** As it was pasted, or the title of a reference. */
  label: string;
  /** The text by which this paper alone is looked up. */
  text: string;
  /** Several identifiers belong to one paper. */
  read: Pasted;
  /** Links and identifiers by which the catalogue may know it. */
  links: string[];
  draft: Told & { url: string; identifiers: Identifier[] };
}

/** Identifiers of one paper that are looked up. */
const IDS = 4;
const LABEL = 300;
/** The mark of an item of a list. */
const MARK = /^(?:[-*•·‣–]|\[\d{1,3}\]|\(?\d{1,3}[.)])\s+(?=\S)/;

function linksOf(ids: readonly Identifier[]): string[] {
  return ids.slice(0, IDS).map(({ type, value }) => IDENTIFIERS[type].link(value));
}

function pieceOfIds(label: string, ids: Identifier[], told: Told): Piece {
  const links = linksOf(ids);
  return {
    label: label.slice(0, LABEL),
    text: links.join(" "),
    read: { ids },
    links,
    draft: { ...told, url: links[0] ?? "", identifiers: ids.slice(0, IDS) },
  };
}

/** The piece of a text without an identifier. */
function pieceOfText(text: string, read: Pasted): Piece {
  const [title, url] = ["words" in read ? read.words : "", "url" in read ? read.url : ""];
  const links = url === "" ? [] : [url];
  return {
    label: text.slice(0, LABEL),
    text,
    read,
    links,
    draft: { ...NO_DRAFT, title, url, identifiers: [] },
  };
}

/** The piece of a text that is nothing but a link or an identifier. */
function pieceOfToken(token: string): Piece {
  const read = readText(token);
  if ("ids" in read) return pieceOfIds(token, read.ids, { ...NO_DRAFT, title: "" });
  // A path such as /papers/trees is a link to a page of this site.
  return pieceOfText(token, "words" in read ? { url: token } : read);
}

/**
 * Reads a line. A line of nothing but identifiers has one paper for each. In a sentence, identifiers of different types,
 * such as a DOI and an arXiv ID, are those of one paper.
 */
function piecesOfLine(line: string): Piece[] {
  const alone = pastedIn(line);
  if (alone.length > 0) return alone.map(({ text }) => pieceOfToken(text));
  const read = readText(line);
  if (!("ids" in read)) return [pieceOfText(line, read)];
  const types = new Set(read.ids.map(({ type }) => type));
  const papers = types.size === read.ids.length ? [read.ids] : read.ids.map((id) => [id]);
  return papers.map((ids) => {
    const label = papers.length > 1 ? (linksOf(ids)[0] ?? line) : line;
    return pieceOfIds(label, ids, { ...NO_DRAFT, title: "" });
  });
}

function pieceOfReference({ ids, url, ...told }: Reference): Piece {
  const { title } = told;
  if (ids.length > 0) return pieceOfIds(title || (linksOf(ids)[0] ?? ""), ids, told);
  const read: Pasted = title ? { words: title } : url ? { url } : { refuse: "malformed" };
  const piece = pieceOfText(title || url || "A reference without a title", read);
  return { ...piece, links: url ? [url] : [], draft: { ...told, url: url ?? "", identifiers: [] } };
}

/** The start of an entry of BibTeX, with the bracket that holds it. */
const ENTRY = /(?<=^|[\s}])@[a-z]{3,20}\s{0,5}([{(])/gi;
/** The first and last tag of a reference in formats with one tag a line. An empty line ends one as well. */
const TAGS = {
  ris: [/^\s{0,4}TY\s{1,3}-/, /^\s{0,4}ER\s{1,3}-/],
  pubmed: [/^PMID- /, null],
  endnote: [/^%0 /, null],
} as const;

/** Finds the end of an entry of BibTeX whose bracket opens at `from`: one that no bracket closes goes to the end. */
function endOfEntry(text: string, from: number): number {
  const [open, close] = text[from] === "(" ? "()" : "{}";
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** The text before, between and behind the references of an export. */
function textBeside(text: string): string {
  const format = formatOf(text);
  if (format === null || format === "csl-json") return "";
  if (format === "bibtex") {
    const parts: string[] = [];
    let end = 0;
    for (const { index, 0: start } of text.matchAll(ENTRY)) {
      if (index < end) continue;
      parts.push(text.slice(end, index));
      end = endOfEntry(text, index + start.length - 1);
    }
    return [...parts, text.slice(end)].join("\n");
  }
  const [first, last] = TAGS[format];
  let isInside = false;
  const beside = text.split(/\r\n?|\n/).filter((line) => {
    const wasInside = isInside || first.test(line.replace(/\uFEFF/g, ""));
    isInside = wasInside && (last ? !last.test(line) : line.trim() !== "");
    return !wasInside;
  });
  return beside.join("\n");
}

/** Reads what stands beside references: others in another format, and lines with links or identifiers, but no words. */
function piecesBeside(text: string): Piece[] {
  const references = readReferences(text);
  const rest = references ? textBeside(text) : text;
  const others = references && rest.length < text.length ? piecesBeside(rest) : [];
  if (references) return [...references.map(pieceOfReference), ...others];
  // A comment of BibTeX begins with a percent sign.
  const lines = plainLines(text).filter((line) => !line.startsWith("%"));
  return lines.flatMap((line) => {
    const bare = line.replace(MARK, "");
    return pastedIn(bare).length > 0 || "ids" in readText(bare) ? piecesOfLine(bare) : [];
  });
}

/** Keeps the first of pieces that name the same paper. */
function distinctPieces(pieces: readonly Piece[]): Piece[] {
  const seen = new Set<string>();
  return pieces.filter(({ text, links }) => {
    const keys = links.length > 0 ? links : [text.toLowerCase()];
    const isNew = !keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

/**
 * Splits a pasted text into its papers, those of an export first. It asks nobody and never throws.
 * @param most pieces that are read
 * @returns the pieces, and the number of lines or references that were left out
 */
export function splitPasted(text: string, most: number): { pieces: Piece[]; left: number } {
  if (readReferences(text)) {
    const pieces = distinctPieces(piecesBeside(text));
    return { pieces: pieces.slice(0, most), left: Math.max(0, pieces.length - most) };
  }
  const lines = plainLines(text).map((line) => line.replace(MARK, ""));
  let pieces: Piece[] = [];
  let read = 0;
  for (; read < lines.length && pieces.length < most; read += 1)
    pieces = distinctPieces([...pieces, ...piecesOfLine(lines[read] as string)]);
  const left = lines.length - read + Math.max(0, pieces.length - most);
  return pieces.length > 0
    ? { pieces: pieces.slice(0, most), left }
    : { pieces: [pieceOfText(text, { refuse: "malformed" })], left: 0 };
}
