// Decides which entries of a file are in the catalogue already, or may be.
import type { NewPaper } from "../../catalogue/commands";
import { normalizedTitle } from "../../rules";
import { nameOf } from "../formats/names";

/** A paper of the catalogue, or of an earlier place in the file, as far as it decides about another one. */
export interface Known {
  /** Null for one of the file. */
  slug: string | null;
  key: string;
  authors: readonly string[];
  arxivId: string | null;
  doi: string | null;
}

/** Describes a paper of the file for those that follow. */
export function knownOf({ title, authors, arxivId = null, doi = null }: NewPaper): Known {
  return { slug: null, key: normalizedTitle(title), authors, arxivId, doi };
}

/** The papers with which another one is compared, found by each of their names. */
export class Alike {
  readonly #found = new Map<string, Known>();

  add(...papers: readonly Known[]): void {
    for (const known of papers)
      for (const name of namesOf(known)) if (!this.#found.has(name)) this.#found.set(name, known);
  }

  /** Finds the paper with an identifier in common, or else with the same title. */
  find(known: Known): Known | null {
    for (const name of namesOf(known)) {
      const found = this.#found.get(name);
      if (found) return found;
    }
    return null;
  }
}

function namesOf({ arxivId, doi, key }: Known): string[] {
  return [...(arxivId ? [`arxiv ${arxivId}`] : []), ...(doi ? [`doi ${doi}`] : []), `title ${key}`];
}

/**
 * Decides whether a paper is the one that was found. With an identifier in common it is. With the same title it is,
 * unless both have identifiers of a kind that differ, or authors of whom none has the same family name.
 */
export function isDoubtful(paper: Known, found: Known): boolean {
  const share = (kind: "arxivId" | "doi") => paper[kind] !== null && paper[kind] === found[kind];
  if (share("arxivId") || share("doi")) return false;
  const differ = (kind: "arxivId" | "doi") =>
    paper[kind] !== null && found[kind] !== null && paper[kind] !== found[kind];
  if (differ("arxivId") || differ("doi")) return true;
  if (paper.authors.length === 0 || found.authors.length === 0) return false;
  const families = new Set(found.authors.map(familyOf));
  return !paper.authors.some((author) => families.has(familyOf(author)));
}

function familyOf(author: string): string {
  const name = nameOf(author);
  return normalizedTitle("literal" in name ? name.literal : name.family);
}
