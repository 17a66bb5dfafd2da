import "server-only";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import type { NewPaper } from "../catalogue/commands";
import { identifiersOf } from "../catalogue/identifiers/rules";
import { namesOnePaper } from "../catalogue/rules";
import { fieldsOf, type PaperFields } from "../corrections/rules";
import { addInput } from "../schema";
import { fetchRecord, means } from "../sources/fetching/commands";
import { fieldsOf as fieldsOfRecord } from "../sources/fetching/pasted";
import { type Sources, sourcesOf, WITH_ORIGIN } from "./rules";

/** Identifiers of a new paper whose kept answers are read. */
const NAMES = 2;

/**
 * Finds out which fields of a new paper have the very value that a source gave. The answers of sources are kept for a
 * week, so that nobody's word has to be taken for it, and nobody is asked.
 */
export async function readSources(paper: NewPaper): Promise<Sources> {
  const ids = identifiersOf(paper);
  const mine = storedFields(paper);
  for (const id of ids.filter(namesOnePaper).slice(0, NAMES)) {
    const kept = await fetchRecord(id, { ...means, keptOnly: true });
    if (kept.outcome !== "found") continue;
    const given = addInput.safeParse(fieldsOfRecord(kept.record, id)).data;
    if (!given) continue;
    const { url, venue, publishedOn = "", authors, title, abstract, identifiers } = given;
    const theirs = storedFields({ title, authors, abstract, url, venue, identifiers });
    return sourcesOf(mine, { ...theirs, publishedOn }, kept.source, kept.abstractFrom);
  }
  return {};
}

/** The fields of a new paper as they will be stored. */
function storedFields(paper: NewPaper) {
  const ids = identifiersOf(paper);
  const first = (wanted: "arxiv" | "doi") => ids.find(({ type }) => type === wanted)?.value ?? null;
  const { title, authors, abstract, url = null, venue = null, publishedOn = null } = paper;
  return fieldsOf({
    ...{ title, authors, abstract, url, venue, publishedOn },
    ...{ arxivId: first("arxiv"), doi: first("doi"), identifiers: ids },
    publishedPrecision: paper.publishedPrecision ?? "day",
  });
}

/** Reads where each known field of a paper came from, in the order of the form. The kind is null if that is not known. */
export async function readOrigins(paperId: string, fields: PaperFields) {
  const rows = await db.paperOrigin.findMany({
    where: { paperId },
    select: {
      field: true,
      kind: true,
      name: true,
      at: true,
      change: { select: { version: true, changedBy: PERSON } },
    },
  });
  const byField = new Map(rows.map((row) => [row.field, row]));
  const unknown = { kind: null, name: "", at: null, change: null };
  return WITH_ORIGIN.filter((field) => fields[field].length > 0).map(
    (field) => byField.get(field) ?? { field, ...unknown },
  );
}
