// OpenAlex, which knows most papers by DOI, PubMed's numbers and numbers of its own.
import { z } from "zod";
import { valueIn } from "../pasting/rules";
import { dateOf, moreExactDate, withoutInventedDay } from "./reading/dates";
import { authorOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import { identifiersFrom, type Mapped, readJson, type Source, Unreadable } from "./record";

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
const shape = z.object({
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

/** Puts the words of an inverted index back into their order. */
function abstractFrom(index: Record<string, number[]>): string | null {
  const words: string[] = [];
  for (const [word, places] of Object.entries(index)) {
    for (const place of places)
      if (Number.isInteger(place) && place >= 0 && place < WORDS) words[place] = word;
  }
  return abstractOf(words.filter((word) => word !== undefined).join(" "));
}

/** The last part of an address, as OpenAlex writes identifiers. */
const lastPart = (address: string | null | undefined) => address?.split("/").at(-1);

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
    const parsed = shape.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer is no work of OpenAlex.");
    const work = parsed.data;
    if (NOT_PAPERS.test(work.type ?? "")) return { none: "not a paper" };
    const title = titleOf(work.title ?? work.display_name ?? "");
    if (title === "") return { none: "not a paper" };
    const { source } = work.primary_location ?? {};
    const pages = [work.primary_location, ...(work.locations ?? [])].flatMap(
      (one) => one?.landing_page_url ?? [],
    );
    const arxiv = pages.map((page) => valueIn(page, "arxiv")).find((id) => id !== null);
    return {
      record: {
        title,
        authors: (work.authorships ?? []).flatMap(
          ({ author, raw_author_name: raw }) => authorOf(author?.display_name ?? raw ?? "") ?? [],
        ),
        abstract: abstractFrom(work.abstract_inverted_index ?? {}),
        venue:
          source?.type === "repository" ? null : paragraphsOf(source?.display_name ?? "") || null,
        date: moreExactDate(dateOf(String(work.publication_year ?? "")), [
          withoutInventedDay(dateOf(work.publication_date)),
        ]),
        identifiers: identifiersFrom(
          [asked.type, asked.value],
          ["doi", work.ids?.doi?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, "")],
          ["openalex", lastPart(work.id)],
          ["pmid", lastPart(work.ids?.pmid)],
          ["pmcid", lastPart(work.ids?.pmcid)],
          ["arxiv", arxiv],
        ),
        versions: [],
        status: work.is_retracted ? { is: "retracted" } : { is: "current" },
      },
    };
  },
};
