// OpenAlex, which knows most papers by DOI, PubMed's numbers and numbers of its own.
import { z } from "zod";
import type { Identifier } from "../pasting/identifiers";
import { valueIn } from "../pasting/rules";
import { dateOf, moreExactDate, withoutInventedDay } from "./reading/dates";
import { authorOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import {
  FOUND,
  type FoundRecord,
  identifiersFrom,
  type Mapped,
  readJson,
  type Source,
  Unreadable,
} from "./record";

const NOT_PAPERS =
  /^(?:dataset|book|peer-review|paratext|libguides|grant|supplementary-materials|software)$/;
/** Words of an abstract; a place behind them is no place. */
const WORDS = 20_000;

const optional = z.string().nullish();
const location = z
  .object({
    landing_page_url: optional,
    source: z.object({ display_name: optional, type: optional }).nullish(),
  })
  .nullish();
const work = z.object({
  id: z.string(),
  title: optional,
  display_name: optional,
  type: optional,
  authorships: z
    .array(
      z.object({
        author: z.object({ display_name: optional }).nullish(),
        raw_author_name: optional,
      }),
    )
    .nullish(),
  abstract_inverted_index: z.record(z.string(), z.array(z.number())).nullish(),
  publication_date: optional,
  publication_year: z.number().nullish(),
  ids: z.object({ doi: optional, pmid: optional, pmcid: optional }).nullish(),
  is_retracted: z.boolean().nullish(),
  primary_location: location,
  locations: z.array(location).nullish(),
});
type Work = z.output<typeof work>;
const list = z.object({ results: z.array(z.unknown()) });

/** Puts the words of an inverted index back into their order. */
function abstractFrom(index: Record<string, number[]>): string | null {
  const words: string[] = [];
  for (const [word, places] of Object.entries(index)) {
    for (const place of places)
      if (Number.isInteger(place) && place >= 0 && place < WORDS) words[place] = word;
  }
  return abstractOf(words.filter((word) => word !== undefined).join(" "));
}

/** OpenAlex writes DOIs as addresses, without encoding them. */
const DOI_HOST = /^https?:\/\/(?:dx\.)?doi\.org\//i;

/** The last part of an address, as OpenAlex writes identifiers. */
const lastPart = (address: string | null | undefined) => address?.split("/").at(-1);

/** The record of a work; null for one that is no paper. @param asked the identifier that was asked for */
function recordOf(work: Work, asked: Identifier | null): FoundRecord | null {
  const title = titleOf(work.title ?? work.display_name ?? "");
  if (NOT_PAPERS.test(work.type ?? "") || title === "") return null;
  const { source } = work.primary_location ?? {};
  const pages = [work.primary_location, ...(work.locations ?? [])].flatMap(
    (one) => one?.landing_page_url ?? [],
  );
  const arxiv = pages.map((page) => valueIn(page, "arxiv")).find((id) => id !== null);
  return {
    title,
    authors: (work.authorships ?? []).flatMap(
      ({ author, raw_author_name: raw }) => authorOf(author?.display_name ?? raw ?? "") ?? [],
    ),
    abstract: abstractFrom(work.abstract_inverted_index ?? {}),
    venue: source?.type === "repository" ? null : paragraphsOf(source?.display_name ?? "") || null,
    date: moreExactDate(dateOf(String(work.publication_year ?? "")), [
      withoutInventedDay(dateOf(work.publication_date)),
    ]),
    identifiers: identifiersFrom(
      ...(asked ? [[asked.type, asked.value] as const] : []),
      ["doi", work.ids?.doi?.replace(DOI_HOST, "")],
      ["openalex", lastPart(work.id)],
      ["pmid", lastPart(work.ids?.pmid)],
      ["pmcid", lastPart(work.ids?.pmcid)],
      ["arxiv", arxiv],
    ),
    versions: [],
    status: work.is_retracted ? { is: "retracted" } : { is: "current" },
  };
}

export const openalex: Source = {
  name: "OpenAlex",
  answers: ["openalex", "doi", "pmid", "pmcid"],
  missing: [404],
  pace: { requests: 5, perSeconds: 1 },
  // Keys are free, and wanted for all but a few requests since 2026-02-13.
  key: { setting: "OPENALEX_API_KEY", parameter: "api_key" },
  addressesOf: ({ type, value }, contact) => {
    const key = type === "openalex" ? value : `${type}:${encodeURIComponent(value)}`;
    const polite = contact ? `?mailto=${encodeURIComponent(contact)}` : "";
    return [`https://api.openalex.org/works/${key}${polite}`];
  },
  read(body, asked): Mapped {
    const parsed = work.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer is no work of OpenAlex.");
    const record = recordOf(parsed.data, asked);
    return record ? { record } : { none: "not a paper" };
  },
  search: {
    addressOf: (title, contact) => {
      // A comma, a bar or a mark of exclusion would be a sign of the search.
      const words = title.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
      const asked = new URLSearchParams({ search: words, "per-page": String(FOUND) });
      if (contact) asked.set("mailto", contact);
      return `https://api.openalex.org/works?${asked}`;
    },
    read(body) {
      const parsed = list.safeParse(readJson(body));
      if (!parsed.success) throw new Unreadable("The answer is no list of OpenAlex.");
      return parsed.data.results.flatMap((item) => {
        const found = work.safeParse(item);
        return found.success ? (recordOf(found.data, null) ?? []) : [];
      });
    },
  },
};
