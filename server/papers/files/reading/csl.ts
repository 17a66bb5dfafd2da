import { z } from "zod";
import { dateOf, dateOfParts } from "../../sources/reading/dates";
import type { NameParts } from "../formats/names";
import { authorFields, type Entry, entryOf, type Fields } from "./entry";

const text = z.union([z.string(), z.number()]).transform(String);
/** Some programs write a list where CSL has one text. */
const oneText = z.union([text, z.array(text).transform(([first = ""]) => first)]).optional();
const name = z.object({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
  name: z.string().optional(),
  suffix: z.string().optional(),
  "non-dropping-particle": z.string().optional(),
  "dropping-particle": z.string().optional(),
});
const item = z.object({
  title: oneText,
  author: z.array(name).nullish(),
  issued: z
    .object({
      "date-parts": z.array(z.array(z.union([text, z.null()]))).optional(),
      raw: text.optional(),
      literal: text.optional(),
    })
    .nullish(),
  DOI: oneText,
  URL: oneText,
  abstract: oneText,
  "container-title": oneText,
  number: oneText,
  archive: oneText,
  archive_location: oneText,
  PMID: oneText,
  PMCID: oneText,
  custom: z
    .object({ identifiers: z.string().optional().catch(undefined) })
    .nullish()
    .catch(null),
});

/** Reads the items of a file of CSL-JSON, each alone: a broken one spoils no other. */
export function* readCsl(json: string, site: string): Generator<Entry> {
  for (const { line, source } of objectsIn(json)) yield readItem(line, source, site);
}

function readItem(line: number, source: string, site: string): Entry {
  const fields = fieldsOfItem(parsed(source));
  if (!fields) return { line, what: "This item cannot be read: it is no JSON of CSL." };
  return entryOf(line, fields, site);
}

/** The fields of an item; null if it is none. */
export function fieldsOfItem(given: unknown): Fields | null {
  const read = item.safeParse(given);
  if (!read.success) return null;
  const {
    title,
    author,
    issued,
    DOI,
    URL,
    abstract,
    "container-title": venue,
    number,
    archive,
    archive_location: at,
    PMID,
    PMCID,
    custom,
  } = read.data;
  const [parts = []] = issued?.["date-parts"] ?? [];
  return {
    title: title ?? "",
    abstract: abstract ?? "",
    ...authorFields((author ?? []).map(nameIn)),
    venue: venue ?? "",
    date: dateOfParts(parts) ?? dateOf(issued?.raw ?? issued?.literal),
    dois: DOI ? [DOI] : [],
    arxiv: [
      ...(number && /^arxiv:/i.test(number) ? [number] : []),
      ...(at && /^arxiv$/i.test(archive ?? "") ? [at] : []),
    ],
    links: URL ? [URL] : [],
    pmids: PMID ? [PMID] : [],
    pmcids: PMCID ? [PMCID] : [],
    further: custom?.identifiers ?? "",
  };
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return null;
  }
}

function nameIn({
  family,
  given,
  literal,
  name: whole,
  suffix,
  ...particles
}: z.output<typeof name>): NameParts {
  if (!family) return { literal: literal ?? whole ?? given ?? "" };
  const particle = [particles["dropping-particle"], particles["non-dropping-particle"]];
  return {
    family,
    given: given ?? "",
    "non-dropping-particle": particle.filter(Boolean).join(" "),
    suffix: suffix ?? "",
  };
}

/** Finds the objects of a list, with the lines on which they begin. */
function objectsIn(json: string): { line: number; source: string }[] {
  const found: { line: number; source: string }[] = [];
  let [depth, start, line, startLine] = [0, 0, 1, 1];
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === "\n") line += 1;
    if (inString) {
      if (sign === "\\") at += 1;
      else if (sign === '"') inString = false;
      // A text of JSON has no line end: this one was never closed.
      else if (sign === "\n") inString = false;
    } else if (sign === '"') inString = depth > 0;
    else if (sign === "{") {
      if (depth === 0) [start, startLine] = [at, line];
      depth += 1;
    } else if (sign === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) found.push({ line: startLine, source: json.slice(start, at + 1) });
    }
  }
  if (depth > 0) found.push({ line: startLine, source: json.slice(start) });
  return found;
}
