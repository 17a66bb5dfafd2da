import { isArchive } from "./arxiv";
import { oneLine, plainLines, withoutSentence } from "./cleaning";
import { decodeOnce } from "./doi";
import { IDENTIFIERS, type Identifier, type IdentifierType } from "./identifiers";
import { type LinkAnswer, readLink } from "./links";
import { findInLine } from "./sentence";
import type { Reason } from "./sites";

/**
 * One of four answers to a pasted text: the identifiers of one or several papers, words to search for, the address of an
 * unknown page, or a refusal with its reason.
 */
export type Pasted =
  | { ids: Identifier[] }
  | { words: string }
  | { url: string }
  | { refuse: Reason };

/** Formats of references that programs export. */
export type RecordFormat = "bibtex" | "ris" | "csl-json" | "endnote" | "pubmed";

/** Schemes of programs that show a page's address behind their own. */
const SHOWING =
  /^(?:(?:chrome|moz|safari-web|ms-browser)-extension|view-source|read|reader|about)$/i;
/** An address with its scheme, or the start of one that sites are known by. */
const ADDRESS =
  /https?:\/\/\S*|\b(?![a-z0-9+.-]{0,30}https?:)[a-z][a-z0-9+.-]{1,30}:\/\/\S*|(?<![\w@./-])(?:www\.|(?!10\.\d{4})(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?=[/?#]))\S*/gi;
/** A second address that follows the first without a blank. */
const GLUED = /(?<=[A-Za-z0-9.,;)\]}>|])(?=https?:\/\/)/i;
const OTHER_SCHEME =
  /^(?:javascript|vbscript|file|blob):\S|^data:[a-z]+\/|^(?:mailto|tel|sms|magnet):\S+$|^about:\w+$|^[a-z]:\\|^\\\\\w/i;
/** Hosts without a path are addresses only if they end like one: "node.js" is a word. */
const BARE_HOST =
  /^(?:www\.[\w.-]+\.[a-z]{2,}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|io|ac\.[a-z]{2}|co\.[a-z]{2}|eu|de|fr|uk|ch|nl|it|es|jp|cn))\/?$/;

/** Tells the exports of programs from other texts, by their content. */
export function formatOf(text: string): RecordFormat | null {
  const start = text.slice(0, 5000);
  if (/^\s*[[{]/.test(start) && /"(?:title|DOI|URL|container-title)"\s*:/.test(text))
    return "csl-json";
  if (/(?:^|[\n\r])\uFEFF?\s{0,20}TY\s{1,3}-\s/.test(start)) return "ris";
  if (/(?:^|[\n\r])\uFEFF?PMID- ?\d/.test(start)) return "pubmed";
  if (/(?:^|[\n\r])\uFEFF?%0 \w/.test(start)) return "endnote";
  if (/(?:^|[\s>])\uFEFF?@[a-z]{3,20}\s{0,5}[{(][^,{}()"=]{0,200},/i.test(text)) return "bibtex";
  return null;
}

/** The answer to one line; `isLink` if it is nothing but an address. */
interface LineAnswer {
  ids: Identifier[];
  urls: string[];
  refused: Reason | null;
  isLink: boolean;
}

/** Reads one address as it stands in a line; null for words that only look like one. */
function readAddress(raw: string, isAll: boolean): LinkAnswer | null {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(raw) ?? [];
  if (scheme && !/^https?$/i.test(scheme)) {
    const inner = raw.search(/https?:\/\//i);
    return SHOWING.test(scheme) && inner > 0
      ? readLink(raw.slice(inner))
      : { refuse: "unsupported" };
  }
  // An old number with its subject class looks like a host and its path.
  if (!scheme && isArchive(raw.split(/[./]/)[0] ?? "") && /\/\d{7}/.test(raw)) return null;
  const answer = readLink(raw);
  // A host without a dot is one of a local network, or the start of an address that a blank has cut.
  if (!isAll && "url" in answer && !new URL(answer.url).hostname.includes(".")) {
    return { refuse: "malformed" };
  }
  // "and/or.some" is no address, unless nothing else was pasted.
  return scheme || isAll || !("url" in answer) || /^www\./i.test(raw) ? answer : null;
}

function readLine(line: string): LineAnswer {
  if (OTHER_SCHEME.test(line)) {
    const shown = /^(?:about:reader\?url=|blob:)(https?.*)$/i.exec(line)?.[1];
    const answer = shown ? readLink(decodeOnce(shown)) : null;
    return answer && "ids" in answer
      ? { ids: answer.ids, urls: [], refused: null, isLink: true }
      : { ids: [], urls: [], refused: "unsupported", isLink: true };
  }
  const found: { at: number; id: Identifier }[] = [];
  const urls: string[] = [];
  let refused: Reason | null = null;
  let isLink = false;
  const take = (at: number, answer: LinkAnswer) => {
    if ("ids" in answer) found.push(...answer.ids.map((id) => ({ at, id })));
    else if ("url" in answer) urls.push(answer.url);
    else refused ??= answer.refuse;
  };
  const bare = withoutSentence(line.replace(/^[\s([{<]+/, ""));
  const rest = line.replace(ADDRESS, (token: string, at: number) => {
    const pieces = token.split(GLUED);
    let place = at;
    let kept = "";
    for (const piece of pieces) {
      const raw = withoutSentence(piece);
      const isAll = bare === raw;
      const answer = raw === "" ? null : readAddress(raw, isAll);
      if (answer) {
        take(place, answer);
        isLink ||= isAll;
      }
      kept += answer ? " ".repeat(piece.length) : piece;
      place += piece.length;
    }
    return kept;
  });
  const inText = findInLine(rest, line);
  found.push(...inText.ids);
  refused ??= inText.refused;
  if (found.length === 0 && urls.length === 0 && refused === null && BARE_HOST.test(bare)) {
    take(0, readLink(bare));
    isLink = true;
  }
  const ids = found.toSorted((a, b) => a.at - b.at).map(({ id }) => id);
  return { ids, urls, refused, isLink };
}

/** Keeps the first of identifiers that are the same. */
export function distinct(ids: readonly Identifier[]): Identifier[] {
  const seen = new Map<string, Identifier>();
  for (const id of ids) {
    const key = `${id.type} ${id.value}`;
    if (!seen.has(key)) seen.set(key, id);
  }
  return [...seen.values()];
}

/**
 * Reads whatever a person pasted: identifiers and addresses of any kind, with anything around them, or words. Several
 * lines are several papers. It asks nobody and never throws, so that a form may call it while somebody types. For what
 * programs export (`formatOf`) call `readPasted` of `records.ts`, which is larger.
 * @example readText("see https://arxiv.org/pdf/2401.01234v2, p. 3") // { ids: [{ type: "arxiv", value: "2401.01234" }] }
 */
export function readText(text: string): Pasted {
  const lines = plainLines(text).map(readLine);
  const ids = distinct(lines.flatMap((line) => line.ids));
  const urls = [...new Set(lines.flatMap((line) => line.urls))];
  // A line that is an address, beside other papers, is a paper too: it is known by its page.
  const pages = [...new Set(lines.flatMap((line) => (line.isLink ? line.urls : [])))];
  if (ids.length > 0 || pages.length > 1) {
    return { ids: [...ids, ...pages.map((value) => ({ type: "url" as const, value }))] };
  }
  const [url] = urls;
  if (url) return { url };
  const refused = lines.find((line) => line.refused)?.refused;
  if (refused) return { refuse: refused };
  const words = oneLine(text);
  return words === "" ? { refuse: "malformed" } : { words };
}

/** Finds the first identifier of a type in a text or link, in its canonical form. */
export function valueIn(text: string, type: IdentifierType): string | null {
  const read = readText(text);
  return ("ids" in read && read.ids.find((id) => id.type === type)?.value) || null;
}

/**
 * Completes a typed or pasted link. An identifier with anything around it, or an address that holds one, becomes the
 * canonical link to the paper, and an address loses the sentence around it. Other text stays as it is.
 */
export function linkOf(text: string): string {
  const read = readText(text);
  if ("url" in read) return read.url;
  const first = "ids" in read ? read.ids[0] : undefined;
  return first ? IDENTIFIERS[first.type].link(first.value) : text.trim();
}
