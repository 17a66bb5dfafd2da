// The shape that every source is mapped to, and the interface that a source implements.
import { canonicalDoi } from "../pasting/doi";
import {
  type Identifier,
  type IdentifierType,
  identifierOf,
  identifierOfDoi,
} from "../pasting/identifiers";
import { distinct } from "../pasting/rules";

/** An author. Family and given name are null where the source tells only the whole name. */
export type Author =
  | { kind: "person"; name: string; family: string | null; given: string | null }
  | { kind: "organization"; name: string };

/** A status that a source states about a paper. */
export type Status =
  | { is: "current" }
  | { is: "withdrawn"; reason: string | null; since?: string | null }
  /** The notice is an address. */
  | { is: "retracted"; since?: string | null; notice?: string | null }
  /** A preprint that was published. */
  | { is: "published"; venue: string | null; doi: string | null };

/** A version of a paper, with its date as exactly as it is known. */
export interface Version {
  version: number;
  date: string | null;
  /** The words of the authors about it. */
  comment?: string;
}

/** A paper as a source describes it, in plain text with mathematics between dollar signs. */
export interface FoundRecord {
  title: string;
  /** In order. */
  authors: Author[];
  /** Paragraphs are separated by an empty line. */
  abstract: string | null;
  venue: string | null;
  /** "2024", "2024-05" or "2024-05-17": as exactly as the source knows it. */
  date: string | null;
  identifiers: Identifier[];
  versions: Version[];
  status: Status;
}

/** The answer of a source that could be read. */
export type Mapped =
  | { record: FoundRecord }
  | { none: "no such paper" | "not there yet" | "not a paper" };

/** A source of papers: it builds requests and maps answers, and sends nothing itself. */
export interface Source {
  /** The name for people. */
  name: string;
  /** The types of identifiers that it can be asked for. */
  answers: readonly IdentifierType[];
  /** HTTP status codes by which it says that it does not have a paper. */
  missing: readonly number[];
  /** Requests in a period that all processes of the site may make together. */
  pace: { requests: number; perSeconds: number };
  /** The setting with a key for it, and the header or parameter that takes the key. */
  key?: { setting: "OPENALEX_API_KEY" | "SEMANTIC_SCHOLAR_API_KEY" } & (
    | { header: string }
    | { parameter: string }
  );
  /**
   * The addresses to ask, one after the other until one has the paper.
   * @param contact an email address for the people who run the source, or null
   */
  addressesOf(id: Identifier, contact: string | null): string[];
  /**
   * Maps the body of an answer.
   * @param today a date such as "2026-05-17"
   * @throws Unreadable if the answer is broken
   */
  read(body: string, id: Identifier, today: string): Mapped;
  /** The search for papers by their title, where it offers one. */
  search?: Search;
  /** One request for several papers, where it offers that. */
  together?: Together;
}

/** A request for several papers of one type of identifier. */
export interface Together {
  /** Papers that one request may ask for. */
  most: number;
  addressOf(values: readonly string[]): string;
  /** @returns what it says of each paper, by the value; nothing of one that cannot be read @throws Unreadable */
  read(body: string, values: readonly string[], today: string): ReadonlyMap<string, Mapped>;
}

/** Papers that a search is asked for. */
export const FOUND = 5;

/** A search by title: the address to ask, and the reading of its answer. */
export interface Search {
  addressOf(title: string, contact: string | null): string;
  /** @returns the first few papers that were found @throws Unreadable if the answer is broken */
  read(body: string): FoundRecord[];
}

/** An answer that is not what the source documents: it broke off, or is a page about an error. */
export class Unreadable extends Error {
  override name = "Unreadable";
}

/** Parses JSON. @throws Unreadable */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Unreadable("The answer is no JSON.");
  }
}

/** Collects identifiers in their canonical forms, each once. Impossible ones are left out. */
export function identifiersFrom(
  ...values: readonly (readonly [IdentifierType, string | null | undefined])[]
): Identifier[] {
  return distinct(
    values.flatMap(([type, value]) => {
      if (!value) return [];
      return (type === "doi" ? identifierOfDoi(value) : identifierOf(type, value)) ?? [];
    }),
  );
}

/** Reads a field that may hold several DOIs, separated by blanks. */
export function doisIn(text: string): string[] {
  return text.split(/[\s,;]+(?=10\.|https?:|doi:)|\s+/i).flatMap((one) => canonicalDoi(one) ?? []);
}
