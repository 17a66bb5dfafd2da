// Semantic Scholar, which knows papers by the identifiers of most other sources.
import { z } from "zod";
import type { Identifier, IdentifierType } from "../pasting/identifiers";
import { dateOf, moreExactDate, withoutInventedDay } from "./reading/dates";
import { authorOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import {
  type FoundRecord,
  identifiersFrom,
  type Mapped,
  readJson,
  type Source,
  Unreadable,
} from "./record";

/** The words before identifiers of other sources. */
const PREFIXES: Partial<Record<IdentifierType, string>> = {
  ...{ doi: "DOI:", arxiv: "ARXIV:", acl: "ACL:", pmid: "PMID:", pmcid: "PMCID:" },
};
const FIELDS = "title,abstract,authors,venue,year,publicationDate,externalIds,publicationTypes";

const optional = z.string().nullish();
const held = z.union([z.string(), z.number()]).nullish();
const paper = z.object({
  paperId: z.string(),
  title: optional,
  abstract: optional,
  authors: z.array(z.object({ name: optional })).nullish(),
  venue: optional,
  year: z.number().nullish(),
  publicationDate: optional,
  publicationTypes: z.array(z.string()).nullish(),
  externalIds: z
    .object({
      ArXiv: held,
      DOI: held,
      ACL: held,
      PubMed: held,
      PubMedCentral: held,
      CorpusId: held,
    })
    .nullish(),
});
type Paper = z.output<typeof paper>;
const list = z.object({ data: z.array(z.unknown()) });

/** The record of a paper; null for a book or a set of data. @param asked the identifier that was asked for */
function recordOf(paper: Paper, asked: Identifier | null): FoundRecord | null {
  const types = paper.publicationTypes ?? [];
  const title = titleOf(paper.title ?? "");
  const isOther = types.length > 0 && types.every((type) => /^(?:Book|Dataset)$/.test(type));
  if (title === "" || isOther) return null;
  const ids = paper.externalIds;
  const text = (value: string | number | null | undefined) => (value ? String(value) : null);
  return {
    title,
    authors: (paper.authors ?? []).flatMap(({ name }) => authorOf(name ?? "") ?? []),
    abstract: abstractOf(paper.abstract),
    venue: /^arxiv(?:\.org)?$/i.test(paper.venue ?? "")
      ? null
      : paragraphsOf(paper.venue ?? "") || null,
    date: moreExactDate(dateOf(text(paper.year)), [
      withoutInventedDay(dateOf(paper.publicationDate)),
    ]),
    identifiers: identifiersFrom(
      ...(asked ? [[asked.type, asked.value] as const] : []),
      ["arxiv", text(ids?.ArXiv)],
      ["doi", text(ids?.DOI)],
      ["acl", text(ids?.ACL)],
      ["pmid", text(ids?.PubMed)],
      ["pmcid", text(ids?.PubMedCentral)],
      ["semanticscholar", paper.paperId],
      ["semanticscholar", ids?.CorpusId ? `CorpusID:${ids.CorpusId}` : null],
    ),
    versions: [],
    status: { is: "current" },
  };
}

export const semanticScholar: Source = {
  name: "Semantic Scholar",
  answers: ["semanticscholar", "doi", "arxiv", "acl", "pmid", "pmcid"],
  missing: [404],
  // Callers without a key share one allowance.
  pace: { requests: 1, perSeconds: 1 },
  key: { setting: "SEMANTIC_SCHOLAR_API_KEY", header: "x-api-key" },
  addressesOf: ({ type, value }) => {
    const bare = type === "pmcid" ? value.replace(/^PMC/, "") : value;
    const key = encodeURIComponent(`${PREFIXES[type] ?? ""}${bare}`).replace("%3A", ":");
    return [`https://api.semanticscholar.org/graph/v1/paper/${key}?fields=${FIELDS}`];
  },
  read(body, asked): Mapped {
    const parsed = paper.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer is no paper of Semantic Scholar.");
    const record = recordOf(parsed.data, asked);
    return record ? { record } : { none: "not a paper" };
  },
  search: {
    // It answers with the one paper whose title is closest, or with 404.
    addressOf: (title) => {
      const asked = new URLSearchParams({ query: title, fields: FIELDS });
      return `https://api.semanticscholar.org/graph/v1/paper/search/match?${asked}`;
    },
    read(body) {
      const parsed = list.safeParse(readJson(body));
      if (!parsed.success) throw new Unreadable("The answer is no list of Semantic Scholar.");
      return parsed.data.data.flatMap((item) => {
        const found = paper.safeParse(item);
        return found.success ? (recordOf(found.data, null) ?? []) : [];
      });
    },
  },
};
