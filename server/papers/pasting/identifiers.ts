// The types of identifiers that a paper may have: each with its canonical form and the link that it leads to.
import { canonicalAcl } from "./anthology";
import { canonicalArxiv } from "./arxiv";
import { arxivOfDoi, canonicalDoi } from "./doi";
import { canonicalIsbn } from "./isbn";

export const IDENTIFIER_TYPES = [
  ...(["arxiv", "doi", "openreview", "acl", "pmid", "pmcid", "isbn"] as const),
  ...(["semanticscholar", "openalex", "url"] as const),
] as const;
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** An identifier in its canonical form: two papers with the same one are one paper. */
export interface Identifier {
  type: IdentifierType;
  value: string;
}

interface Type {
  /** The name for people. */
  name: string;
  /** Brings a value into its canonical form; null if no paper can have it. */
  canonical(text: string): string | null;
  /** The link to the paper, from the canonical form. */
  link(value: string): string;
}

/** Writes a DOI as the path of an address. */
function inAddress(doi: string): string {
  return encodeURI(doi).replace(/[?#]/g, encodeURIComponent);
}

/** A number as its source writes it, without zeros before it. */
function numbered(text: string, pattern: RegExp): string | null {
  const [, digits = ""] = pattern.exec(text.trim()) ?? [];
  const number = digits.replace(/^0+/, "");
  return /^\d{1,8}$/.test(number) ? number : null;
}

function canonicalSemanticScholar(text: string): string | null {
  const bare = text.trim();
  if (/^[0-9a-f]{40}$/i.test(bare)) return bare.toLowerCase();
  const [, digits] = /^(?:corpus\s?id|s2cid):?\s*0*([1-9]\d{0,11})$/i.exec(bare) ?? [];
  return digits ? `CorpusID:${digits}` : null;
}

function canonicalUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) ? href : null;
}

/** The one table of types: the catalogue, the reader of what was pasted and the sources agree by it. */
export const IDENTIFIERS: Record<IdentifierType, Type> = {
  arxiv: {
    name: "arXiv",
    canonical: canonicalArxiv,
    link: (value) => `https://arxiv.org/abs/${value}`,
  },
  doi: {
    name: "DOI",
    canonical: (text) => {
      const doi = canonicalDoi(text);
      return doi === null || arxivOfDoi(doi) !== undefined ? null : doi;
    },
    // Short DOIs stand behind the host without their "10/".
    link: (value) => `https://doi.org/${inAddress(value.replace(/^10\/(?=[a-z0-9]+$)/, ""))}`,
  },
  openreview: {
    name: "OpenReview",
    // Letters and digits as they are: case decides.
    canonical: (text) => /^[\w-]{6,20}$/.exec(text.trim())?.[0] ?? null,
    link: (value) => `https://openreview.net/forum?id=${value}`,
  },
  acl: {
    name: "ACL Anthology",
    canonical: canonicalAcl,
    link: (value) => `https://aclanthology.org/${value}`,
  },
  pmid: {
    name: "PubMed",
    canonical: (text) => numbered(text, /^(?:pmid:?\s*)?(\d+)$/i),
    link: (value) => `https://pubmed.ncbi.nlm.nih.gov/${value}/`,
  },
  pmcid: {
    name: "PubMed Central",
    canonical: (text) => {
      const number = numbered(text, /^(?:pmcid:?\s*)?(?:pmc)?(\d+)(?:\.\d+)?$/i);
      return number && `PMC${number}`;
    },
    link: (value) => `https://pmc.ncbi.nlm.nih.gov/articles/${value}/`,
  },
  isbn: {
    name: "ISBN",
    canonical: canonicalIsbn,
    link: (value) => `https://openlibrary.org/isbn/${value}`,
  },
  semanticscholar: {
    name: "Semantic Scholar",
    canonical: canonicalSemanticScholar,
    link: (value) =>
      value.startsWith("CorpusID:")
        ? `https://api.semanticscholar.org/${value}`
        : `https://www.semanticscholar.org/paper/${value}`,
  },
  openalex: {
    name: "OpenAlex",
    canonical: (text) => /^W[1-9]\d{0,11}$/i.exec(text.trim())?.[0].toUpperCase() ?? null,
    link: (value) => `https://openalex.org/${value}`,
  },
  url: { name: "Link", canonical: canonicalUrl, link: (value) => value },
};

/** Makes an identifier of a value in any of its forms; null if no paper can have it. */
export function identifierOf(type: IdentifierType, text: string): Identifier | null {
  const value = IDENTIFIERS[type].canonical(text);
  return value === null ? null : { type, value };
}

/** Makes an identifier of a DOI. One that arXiv gave is the arXiv identifier that it holds. */
export function identifierOfDoi(text: string): Identifier | null {
  const doi = canonicalDoi(text);
  if (doi === null) return null;
  const held = arxivOfDoi(doi);
  if (held === undefined) return { type: "doi", value: doi };
  return held === null ? null : { type: "arxiv", value: held };
}
