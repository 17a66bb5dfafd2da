// Finds the paper that a person pasted: in the catalogue, or else at its source.
import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { type Limit, spendEach } from "@/server/platform/limits";
import { IDENTIFIERS, type Identifier } from "../../pasting/identifiers";
import { type Piece, splitPasted } from "../../pasting/pieces";
import type { fetchInput } from "../../schema";
import { lookUpPapers } from "../../search/queries";
import type { FoundRecord } from "../record";
import { fetchRecord, type Means, type Outcome } from "./commands";

export const A_MINUTE: Limit = { name: "fetched papers a minute", points: 20, perSeconds: 60 };
export const A_DAY: Limit = { name: "fetched papers a day", points: 500, perSeconds: 24 * 3600 };
/** Authors that the form takes. */
const AUTHORS = 500;
const NAME = 200;
const VENUE = 300;
/** Identifiers that a paper to add may have. */
const FURTHER = 50;

/** Links to a paper, by which the catalogue knows it. Twenty are looked up at once. */
const linksOf = (ids: readonly Identifier[]) =>
  ids.slice(0, 20).map(({ type, value }) => IDENTIFIERS[type].link(value));

async function findKnown(ids: readonly Identifier[], ip: string) {
  const found = await lookUpPapers(linksOf(ids), ip);
  const card = found.find(({ paper }) => paper !== null)?.paper;
  return card ? { outcome: "known" as const, paper: card } : null;
}

/** The record as a paper to add. What is longer than the catalogue takes is cut. */
export function fieldsOf(record: FoundRecord, id: Identifier) {
  const authors = record.authors.slice(0, AUTHORS);
  return {
    title: record.title,
    authors: authors.map(({ name }) => name.slice(0, NAME)),
    abstract: record.abstract ?? "",
    url: IDENTIFIERS[id.type].link(id.value),
    venue: (record.venue ?? "").slice(0, VENUE),
    publishedOn: record.date ?? "",
    identifiers: record.identifiers.slice(0, FURTHER),
    people: authors.map((author) => ({
      kind: author.kind,
      name: author.name.slice(0, NAME),
      family: author.kind === "person" ? (author.family?.slice(0, NAME) ?? null) : null,
      given: author.kind === "person" ? (author.given?.slice(0, NAME) ?? null) : null,
    })),
  };
}

/** Identifiers of one paper that are asked for, one after the other. */
const TRIED = 3;

/** Fetches a paper by the first of its identifiers that a source knows. @returns the answer to the first one if none does */
async function fetchFirst(ids: readonly Identifier[], by: Means | undefined) {
  let first: Outcome | null = null;
  for (const id of ids.slice(0, TRIED)) {
    const fetched = await fetchRecord(id, by);
    if (fetched.outcome === "found") return { ...fetched, id };
    first ??= fetched;
  }
  return first as Exclude<Outcome, { outcome: "found" }>;
}

/**
 * Reads whatever a person pasted and finds the first paper in it: in the catalogue, or else at its source, as fields
 * to correct. Writes nothing into the catalogue.
 * @param ip counts the look-up against the limit of searches
 * @throws Refusal TOO_MANY
 */
export async function fetchPasted(
  viewer: Viewer,
  { text }: z.output<typeof fetchInput>,
  ip: string,
  by?: Means,
) {
  await spendEach([A_MINUTE, viewer.id], [A_DAY, viewer.id]);
  const [{ read }] = splitPasted(text, 1).pieces as [Piece];
  if ("words" in read) return { outcome: "words" as const };
  if ("url" in read) return { outcome: "unknown page" as const };
  if ("refuse" in read) return { outcome: read.refuse };
  const known = await findKnown(read.ids, ip);
  if (known) return known;
  const fetched = await fetchFirst(read.ids, by);
  if (fetched.outcome !== "found") return fetched;
  const { record, source, id } = fetched;
  // The catalogue may have it by another identifier.
  const same = await findKnown(record.identifiers, ip);
  if (same) return same;
  const { is: status } = record.status;
  return { outcome: "found" as const, source, status, paper: fieldsOf(record, id) };
}
