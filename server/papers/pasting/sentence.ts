// Finds identifiers in a line of running text, whatever stands around them.
import { canonicalAcl, isFrontMatter } from "./anthology";
import { arxivAtStart, isArchive } from "./arxiv";
import { withoutSentence } from "./cleaning";
import { DOI_IN_TEXT, decodeOnce } from "./doi";
import { type Identifier, type IdentifierType, identifierOf, identifierOfDoi } from "./identifiers";
import type { Reason } from "./sites";

/** Identifiers with their places in the line, and the first reason why something that was meant as one is none. */
export interface Found {
  ids: { at: number; id: Identifier }[];
  refused: Reason | null;
}

/** A line whose found parts are blanked, so that no sign is read twice. */
class Line {
  readonly found: Found = { ids: [], refused: null };
  /** The line without the marks around it: computed once, because every match is compared with it. */
  private readonly bare: string;
  constructor(
    private text: string,
    whole: string,
  ) {
    this.bare = withoutSentence(whole.replace(/^[\s([{<'’‘]+/, ""));
  }

  /** Looks for a pattern. What the reader makes nothing of is left for the next one. */
  read(pattern: RegExp, reader: (match: RegExpExecArray) => Identifier | Reason | null): void {
    const spans: [number, number][] = [];
    for (const match of this.text.matchAll(pattern)) {
      const answer = reader(match);
      if (answer === null) continue;
      if (typeof answer === "string") this.found.refused ??= answer;
      else this.found.ids.push({ at: match.index, id: answer });
      spans.push([match.index, match.index + match[0].length]);
    }
    this.blank(spans);
  }

  private blank(spans: readonly [number, number][]): void {
    if (spans.length === 0) return;
    const parts: string[] = [];
    let from = 0;
    for (const [start, end] of spans) {
      parts.push(this.text.slice(from, start), " ".repeat(end - start));
      from = end;
    }
    this.text = parts.join("") + this.text.slice(from);
  }

  /** Whether a match is all that the line says. */
  isAll(match: RegExpExecArray): boolean {
    return this.bare === withoutSentence(match[0].trim());
  }
}

/** "arXiv", "arXiv:", "arXiv preprint arXiv:", "arXiv.org:", "oai:arXiv.org:" and the number behind it. */
const ARXIV =
  /(?<![a-z0-9])arxiv(?:\.org)?(?:[\s,]{1,3}(?:e-?print|preprint|identifier|paper|id|no|number)\b\.?)?([\s:.\-_/#=[(]{0,4}(?:(?:abs|pdf)\/)?)((?:[a-z-]{2,12}(?:\.[a-z-]{2,12})?\/)?\d[\w.]{0,30}|[a-z-]{2,20}(?:\.[a-z-]{2,12})?\/\d[\w.]{0,30}|[\w.\-/]{1,40})/gi;
const BARE_ARXIV =
  /(?<![\w./$€£=-]|\b(?:version|v)\s)(?:\/?(?:abs|pdf)\/)?(\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?(?!\w|\.\d|\/)/gi;
const OLD_ARXIV =
  /(?<![\w./-])([a-z]{1,9}(?:-[a-z]{2,5})?)(?:\.[a-z]{2,8}(?:-[a-z]{2,5})?)?\/\d{7}(?:v\d+)?(?!\w)/gi;
const DOI_PREFIX = /(?<!\w)(?:doi|urn:doi)\s?[:=]\s?(\S+)/gi;
const SHORT_DOI = /(?<![\w./-])10\/(?=\d*[a-z])[a-z0-9]{3,10}(?![\w/])/gi;
const PMID = /(?<![a-z0-9])(?:pmid|pubmed(?:\s?id)?(?=\s?[:=#/]))\s?[:=#/]?\s?(\d+|[a-z]\w*$)/gi;
const PMCID = /(?<![a-z0-9])pmcid\s?[:=#/]?\s?(?:pmc)?(\d+)(?:\.\d+)?(?!\w)/gi;
const PMC = /(?<![a-z0-9])pmc(?:\s?id)?:?\s?(\d+)(?:\.\d+)?(?!\w)/gi;
const ISBN =
  /(?<![a-z0-9])(?:e-?)?isbn(?:[\s-]?1[03](?=[\s:]))?\s?[:=#]?\s?(\d[\dx\s-]{3,24}|\d[\dx]*)/gi;
const BARE_ISBN = /(?<![\w./-])97[89](?:[\s-]?\d){9}[\s-]?[\dx](?![\w/-]|\.\d)/gi;
const ISBN_10 = /^\d(?:-?\d){8}-?[\dx]$/i;
const OLD_ACL = /(?<![\w./-])(?:acl:)?([A-Z]\d{2}-\d{4})(?:v\d+)?(?![\w-]|\.\d)/g;
const NEW_ACL =
  /(?<![\w./-])\d{4}\.[a-z0-9]{1,30}-[a-z0-9]{1,30}\.\d{1,5}(?:v\d+)?(?![\w-]|\.\d)/gi;
const OPENALEX = /(?<![\w./-])(?:W\d{6,12}|w\d{8,12}|openalex:\s?w\d{1,12})(?!\w)/gi;
const CORPUS = /(?<!\w)(?:corpus\s?id|s2cid)\s?[:=#]?\s?(\d{1,12})(?!\w)/gi;
const HASH = /(?<![\w/])[0-9a-f]{40}(?!\w)/gi;
const OPENREVIEW =
  /(?<!\w)[Oo]pen[Rr]eview(?:\s?id)?\s?[:=]\s?(?=[\w-]*[\dA-Z])([\w-]{8,16})(?![\w-])/g;
const ISBN_LENGTHS = [13, 10];

/** The longest start of a run of digits that is a right ISBN. */
function isbnAtStart(run: string): Identifier | "malformed" {
  const digits = run.replace(/[\s-]/g, "");
  const found = ISBN_LENGTHS.map((length) => identifierOf("isbn", digits.slice(0, length))).find(
    Boolean,
  );
  return found ?? "malformed";
}

const valid = (type: IdentifierType, text: string): Identifier | "malformed" =>
  identifierOf(type, text) ?? "malformed";

function readArxiv(line: Line, match: RegExpExecArray): Identifier | Reason | null {
  const [, between = "", held = ""] = match;
  const id = arxivAtStart(held);
  if (id) return { type: "arxiv", value: id };
  // "arXiv 2017" is a year, and "arXiv: a history" a title; behind a colon a number is meant, and so is a known form.
  const isMeant =
    /^\d{3,5}\.\d{3,6}/.test(held) ||
    (/\/\d{5,}/.test(held) && between !== "") ||
    (between.includes(":") && (/^\d+\.\d/.test(held) || line.isAll(match)));
  return isMeant ? "malformed" : null;
}

/** Characters of a token that may be a DOI: more than one has. */
const LONGEST_TOKEN = 1000;

/** The tag that closes a field of XML, and the kinds of identifiers as PubMed marks them. */
const BEHIND_DOI = /<\/[a-z].*$|\[(?:doi|pii)\].*$/i;

function readDoi(token: string): Identifier | Reason | null {
  const bare = withoutSentence(token.slice(0, LONGEST_TOKEN).replace(BEHIND_DOI, ""));
  // Without a slash it is no DOI, so it was copied from an address.
  const doi = bare.includes("/") ? bare : decodeOnce(bare);
  return identifierOfDoi(withoutScript(doi).replace(/[/]+$/, "")) ?? "malformed";
}

const SCRIPTS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Cuts off text in another script that follows without a blank, as in Chinese or Japanese sentences. */
function withoutScript(doi: string): string {
  const at = doi.search(SCRIPTS);
  return at > doi.indexOf("/") + 1 ? doi.slice(0, at) : doi;
}

/**
 * Finds the identifiers of a line.
 * @param text the line; addresses in it are blanked
 * @param whole the line as it was
 */
export function findInLine(text: string, whole: string): Found {
  const line = new Line(text.replace(BETWEEN_DOIS, " "), whole);
  line.read(DOI_IN_TEXT, ([token]) => readDoi(token));
  line.read(DOI_PREFIX, (match) => {
    const held = withoutSentence(match[1] ?? "");
    const short = /^10\/[a-z0-9]+$/i.test(held) ? identifierOfDoi(held) : null;
    if (short) return short;
    return /^\d/.test(held) || line.isAll(match) ? "malformed" : null;
  });
  line.read(SHORT_DOI, ([token]) => identifierOfDoi(token));
  line.read(ARXIV, (match) => readArxiv(line, match));
  line.read(OLD_ARXIV, ([token, archive = ""]) => {
    const id = arxivAtStart(token);
    if (id) return { type: "arxiv", value: id };
    return isArchive(archive) ? "malformed" : null;
  });
  line.read(NEW_ACL, ([token]) => readAcl(token));
  line.read(BARE_ARXIV, ([, number = ""]) => identifierOf("arxiv", number));
  line.read(PMCID, ([, number = ""]) => valid("pmcid", number));
  line.read(PMID, (match) =>
    /^\d/.test(match[1] ?? "")
      ? valid("pmid", match[1] ?? "")
      : line.isAll(match)
        ? "malformed"
        : null,
  );
  line.read(PMC, ([, number = ""]) => valid("pmcid", number));
  line.read(ISBN, ([, run = ""]) => isbnAtStart(run));
  line.read(BARE_ISBN, (match) => {
    const found = isbnAtStart(match[0]);
    // Many numbers begin with 978; one with hyphens, or alone, is meant as an ISBN.
    return found !== "malformed" || /-.*-.*-/.test(match[0]) || line.isAll(match) ? found : null;
  });
  line.read(OLD_ACL, ([, id = ""]) => readAcl(id));
  line.read(OPENALEX, ([token]) => identifierOf("openalex", token.replace(/^openalex:\s?/i, "")));
  line.read(CORPUS, ([, number = ""]) => valid("semanticscholar", `CorpusID:${number}`));
  line.read(HASH, ([token]) => identifierOf("semanticscholar", token));
  line.read(OPENREVIEW, ([, id = ""]) => identifierOf("openreview", id));
  const alone = withoutSentence(whole.trim());
  if (line.found.ids.length === 0 && ISBN_10.test(alone)) {
    const id = identifierOf("isbn", alone);
    if (id) line.found.ids.push({ at: 0, id });
  }
  return line.found;
}

/** The sign between two DOIs that were written without a blank. */
const BETWEEN_DOIS = /[,;|](?=(?:doi:)?10\.\d{4,9}(?:\.\d{1,9}){0,4}\/)/gi;
function readAcl(token: string): Identifier | Reason | null {
  const id = canonicalAcl(token);
  if (!id) return null;
  return isFrontMatter(id) ? "not a paper" : { type: "acl", value: id };
}
