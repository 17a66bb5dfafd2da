// Crossref, the agency for most DOIs of journals and proceedings.
import { z } from "zod";
import { canonicalDoi } from "../pasting/doi";
import { IDENTIFIERS } from "../pasting/identifiers";
import { dateOfParts, moreExactDate } from "./reading/dates";
import { organizationOf, personOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import {
  FOUND,
  type FoundRecord,
  identifiersFrom,
  type Mapped,
  readJson,
  type Search,
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
  "updated-by": z
    .array(
      z.object({
        type: z.string().nullish(),
        DOI: z.string().nullish().catch(null),
        updated: date.catch(null),
      }),
    )
    .nullish(),
  relation: z.object({ "is-preprint-of": related, "has-preprint": related }).nullish().catch(null),
});
const shape = z.object({ message: work });
const list = z.object({ message: z.object({ items: z.array(z.unknown()) }) });
type Work = z.output<typeof work>;

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
  const updates = work["updated-by"] ?? [];
  const updateOf = (types: RegExp) => {
    const [update] = updates.filter(({ type }) => types.test(type ?? ""));
    const since = dateOfParts(update?.updated?.["date-parts"]?.[0] ?? []);
    return update && { ...update, ...(since ? { since } : {}) };
  };
  const retraction = updateOf(/^retraction/);
  if (retraction || /^retracted\b/i.test(title)) {
    const notice = canonicalDoi(retraction?.DOI ?? "");
    return {
      is: "retracted",
      ...(retraction?.since ? { since: retraction.since } : {}),
      ...(notice ? { notice: IDENTIFIERS.doi.link(notice) } : {}),
    };
  }
  const withdrawal = updateOf(/^(?:withdrawal|removal)/);
  if (withdrawal)
    return {
      is: "withdrawn",
      reason: null,
      ...(withdrawal.since ? { since: withdrawal.since } : {}),
    };
  const [published] = work.relation?.["is-preprint-of"] ?? [];
  return published
    ? { is: "published", venue: null, doi: canonicalDoi(published.id) }
    : { is: "current" };
}

/** The record of a work; null for one that is no paper. @param asked the DOI that was asked for */
function recordOf(work: Work, asked: string | null): FoundRecord | null {
  const title = titleIn(work);
  if (NOT_PAPERS.test(work.type ?? "") || title === "") return null;
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
      ["doi", asked],
      ["doi", work.DOI],
      // A preprint at arXiv is the same paper; one with a DOI of its own has its own record.
      ...preprints.filter((id) => /arxiv/i.test(id)).map((id) => ["doi", id] as const),
    ),
    versions: [],
    status: statusOf(work, title),
  };
}

export const crossref: Source & { search: Search } = {
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
  search: {
    addressOf: (title, contact) => {
      const asked = new URLSearchParams({ "query.bibliographic": title, rows: String(FOUND) });
      if (contact) asked.set("mailto", contact);
      return `https://api.crossref.org/works?${asked}`;
    },
    read(body) {
      const parsed = list.safeParse(readJson(body));
      if (!parsed.success) throw new Unreadable("The answer is no list of Crossref.");
      return parsed.data.message.items.flatMap((item) => {
        const found = work.safeParse(item);
        return found.success ? (recordOf(found.data, null) ?? []) : [];
      });
    },
  },
};
