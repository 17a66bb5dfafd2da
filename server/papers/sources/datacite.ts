// DataCite, the agency for the DOIs of arXiv and of many repositories.
import { z } from "zod";
import { canonicalDoi } from "../pasting/doi";
import { dateOf, moreExactDate } from "./reading/dates";
import { invertedAuthorOf, organizationOf, personOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import { identifiersFrom, type Mapped, readJson, type Source, Unreadable } from "./record";

/** Kinds of records that are papers; all others are data, software, images and so on. */
const PAPERS =
  /^(?:Text|Preprint|JournalArticle|ConferencePaper|DataPaper|Report|Dissertation|BookChapter|Other)?$/;

const optional = z.string().nullish();
const shape = z.object({
  data: z.object({
    attributes: z.object({
      doi: z.string(),
      titles: z.array(z.object({ title: optional, titleType: optional })).nullish(),
      creators: z
        .array(
          z.object({
            name: optional,
            nameType: optional,
            givenName: optional,
            familyName: optional,
          }),
        )
        .nullish(),
      publisher: z.union([z.string(), z.object({ name: optional })]).nullish(),
      container: z.object({ title: optional }).nullish(),
      publicationYear: z.union([z.number(), z.string()]).nullish(),
      dates: z.array(z.object({ date: optional, dateType: optional })).nullish(),
      types: z.object({ resourceTypeGeneral: optional }).nullish(),
      descriptions: z
        .array(z.object({ description: optional, descriptionType: optional }))
        .nullish(),
      relatedIdentifiers: z
        .array(
          z.object({
            relatedIdentifier: optional,
            relatedIdentifierType: optional,
            relationType: optional,
          }),
        )
        .nullish(),
    }),
  }),
});
type Attributes = z.output<typeof shape>["data"]["attributes"];

function titleIn({ titles }: Attributes): string {
  const main = (titles ?? []).find(({ title, titleType }) => title && !titleType)?.title;
  const title = titleOf(main ?? titles?.[0]?.title ?? "");
  const subtitle = titleOf(titles?.find(({ titleType }) => titleType === "Subtitle")?.title ?? "");
  const isThere = title.toLowerCase().includes(subtitle.toLowerCase());
  return isThere || title === "" ? title : `${title}: ${subtitle}`;
}

function dateIn({ dates, publicationYear }: Attributes): string | null {
  const ofType = (type: string) =>
    (dates ?? [])
      .filter(({ dateType }) => dateType === type)
      .map(({ date }) => dateOf(date))
      .sort()[0] ?? null;
  return moreExactDate(ofType("Issued") ?? dateOf(String(publicationYear ?? "")), [
    ...[ofType("Submitted"), ofType("Available"), ofType("Created")],
  ]);
}

export const datacite: Source = {
  name: "DataCite",
  answers: ["doi", "arxiv"],
  missing: [404],
  pace: { requests: 5, perSeconds: 1 },
  addressesOf: ({ type, value }) => {
    const doi = type === "arxiv" ? `10.48550/arxiv.${value.replace(/\//, ".")}` : value;
    return [new URL(encodeURIComponent(doi), "https://api.datacite.org/dois/").href];
  },
  read(body, asked): Mapped {
    const parsed = shape.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer is no record of DataCite.");
    const { attributes } = parsed.data.data;
    if (!PAPERS.test(attributes.types?.resourceTypeGeneral ?? "")) return { none: "not a paper" };
    const title = titleIn(attributes);
    if (title === "") return { none: "not a paper" };
    const { publisher } = attributes;
    const publisherName = typeof publisher === "string" ? publisher : (publisher?.name ?? "");
    const published = (attributes.relatedIdentifiers ?? [])
      .filter(
        ({ relationType, relatedIdentifierType }) =>
          relatedIdentifierType === "DOI" &&
          /^(?:IsVersionOf|IsPreprintOf|IsIdenticalTo)$/.test(relationType ?? ""),
      )
      .flatMap(({ relatedIdentifier }) => canonicalDoi(relatedIdentifier ?? "") ?? []);
    // Elsewhere a version may be a work of its own; arXiv's relations name the publication of the same paper.
    const same = asked.type === "arxiv" ? published : [];
    return {
      record: {
        title,
        authors: (attributes.creators ?? []).flatMap((creator) => {
          const { name, nameType, givenName, familyName } = creator;
          if (nameType === "Organizational") return organizationOf(name ?? "") ?? [];
          if (familyName) return personOf(givenName ?? "", familyName) ?? [];
          return invertedAuthorOf(name ?? "") ?? [];
        }),
        abstract: abstractOf(
          attributes.descriptions?.find(({ descriptionType }) => descriptionType === "Abstract")
            ?.description,
        ),
        venue:
          paragraphsOf(
            attributes.container?.title ?? (/^arxiv$/i.test(publisherName) ? "" : publisherName),
          ) || null,
        date: dateIn(attributes),
        identifiers: identifiersFrom(
          [asked.type, asked.value],
          ["doi", attributes.doi],
          ...same.map((doi) => ["doi", doi] as const),
        ),
        versions: [],
        status: published[0]
          ? { is: "published", venue: null, doi: published[0] }
          : { is: "current" },
      },
    };
  },
};
