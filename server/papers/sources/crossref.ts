// Crossref, the agency for most DOIs of journals and proceedings.
import { z } from "zod";
import { canonicalDoi } from "../pasting/doi";
import { dateOfParts, moreExactDate } from "./reading/dates";
import { organizationOf, personOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import {
  type FoundRecord,
  identifiersFrom,
  type Mapped,
  readJson,
  type Source,
  type Status,
  Unreadable,
} from "./record";

/** Kinds of records that are no papers. Chapters, reports and theses are. */
const NOT_PAPERS =
  /^(?:peer-review|component|journal(?:-issue|-volume)?|(?:edited-|reference-)?book(?:-set|-series|-track)?|monograph|proceedings(?:-series)?|report-series|standard-series|database|dataset|grant)$/;

const texts = z.array(z.string().nullish()).nullish();
const date = z.object({ "date-parts": z.array(z.array(z.number().nullish())).nullish() }).nullish();
const related = z.array(z.object({ id: z.string(), "id-type": z.string() })).nullish();
const work = z.object({
  DOI: z.string(),
  type: z.string().nullish(),
  title: texts,
  "original-title": texts,
  subtitle: texts,
  author: z
    .array(
      z.object({
        name: z.string().nullish(),
        given: z.string().nullish(),
        family: z.string().nullish(),
        suffix: z.string().nullish(),
      }),
    )
    .nullish(),
  abstract: z.string().nullish(),
  "container-title": texts,
  issued: date,
  published: date,
  "published-online": date,
  "published-print": date,
  posted: date,
  "updated-by": z.array(z.object({ type: z.string().nullish() })).nullish(),
  relation: z.object({ "is-preprint-of": related, "has-preprint": related }).nullish().catch(null),
});
type Work = z.output<typeof work>;
const shape = z.object({ message: work });
const list = z.object({ message: z.object({ items: z.array(z.unknown()).max(100) }) });

function titleIn(work: Work): string {
  const titles = [...(work.title ?? []), ...(work["original-title"] ?? [])].map((one) =>
    titleOf(one ?? ""),
  );
  const title = titles.find((one) => one !== "") ?? "";
  const subtitle = titleOf(work.subtitle?.[0] ?? "");
  // The subtitle is often in the title already.
  const isThere = title.toLowerCase().includes(subtitle.toLowerCase());
  return isThere || title === "" ? title : `${title}: ${subtitle}`;
}

function dateIn(work: Work): string | null {
  const [issued = null, ...others] = [
    ...[work.issued, work.published, work["published-online"]],
    ...[work["published-print"], work.posted],
  ].map((one) => dateOfParts(one?.["date-parts"]?.[0] ?? []));
  return moreExactDate(issued, others);
}

function statusOf(work: Work, title: string): Status {
  const updates = (work["updated-by"] ?? []).map(({ type }) => type ?? "");
  if (updates.some((type) => /^retraction/.test(type)) || /^retracted\b/i.test(title))
    return { is: "retracted" };
  if (updates.some((type) => /^(?:withdrawal|removal)/.test(type)))
    return { is: "withdrawn", reason: null };
  const [published] = work.relation?.["is-preprint-of"] ?? [];
  return published
    ? { is: "published", venue: null, doi: canonicalDoi(published.id) }
    : { is: "current" };
}

export const crossref: Source = {
  name: "Crossref",
  answers: ["doi"],
  missing: [404],
  pace: { requests: 5, perSeconds: 1 },
  addressesOf: ({ value }, contact) => {
    const polite = contact ? `?mailto=${encodeURIComponent(contact)}` : "";
    return [`https://api.crossref.org/works/${encodeURIComponent(value)}${polite}`];
  },
  read(body, { value }): Mapped {
    const parsed = shape.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer is no work of Crossref.");
    const record = recordOf(parsed.data.message, value);
    return record ? { record } : { none: "not a paper" };
  },
};

/** Maps a work; null for what is no paper. */
function recordOf(work: Work, doi: string): FoundRecord | null {
  if (NOT_PAPERS.test(work.type ?? "")) return null;
  const title = titleIn(work);
  if (title === "") return null;
  const authors = (work.author ?? []).flatMap(({ name, given, family, suffix }) => {
    if (name) return organizationOf(name) ?? [];
    return personOf(given ?? "", family ?? "", suffix ?? "") ?? [];
  });
  const preprints = (work.relation?.["has-preprint"] ?? []).map(({ id }) => id);
  return {
    title,
    authors,
    abstract: abstractOf(work.abstract),
    venue: paragraphsOf(work["container-title"]?.[0] ?? "") || null,
    date: dateIn(work),
    identifiers: identifiersFrom(
      ["doi", doi],
      ["doi", work.DOI],
      // A preprint at arXiv is the same paper; one with a DOI of its own has its own record.
      ...preprints.filter((id) => /arxiv/i.test(id)).map((id) => ["doi", id] as const),
    ),
    versions: [],
    status: statusOf(work, title),
  };
}

/** Papers that are asked for by words. */
const MOST = 3;

/** The address that asks for the papers that words may mean. */
export function worksAddress(words: string, contact: string | null): string {
  const asked = new URLSearchParams({ "query.bibliographic": words, rows: String(MOST) });
  if (contact) asked.set("mailto", contact);
  return `https://api.crossref.org/works?${asked}`;
}

/** Reads a list of works, without those that are no papers. @throws Unreadable */
export function readWorks(body: string): FoundRecord[] {
  const parsed = list.safeParse(readJson(body));
  if (!parsed.success) throw new Unreadable("The answer is no list of works of Crossref.");
  return parsed.data.message.items.slice(0, MOST).flatMap((item) => {
    const one = work.safeParse(item);
    return one.success ? (recordOf(one.data, one.data.DOI) ?? []) : [];
  });
}
