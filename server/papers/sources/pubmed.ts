// PubMed's efetch, which answers in XML.
import { IDENTIFIERS, identifierOf } from "../pasting/identifiers";
import { dateOfParts, monthOf, moreExactDate } from "./reading/dates";
import { type Element, elementAt, elementsOf, readXml, textAt, textOf } from "./reading/markup";
import { organizationOf, personOf } from "./reading/people";
import { endedAbstract, paragraphsOf, titleOf } from "./reading/texts";
import { identifiersFrom, type Mapped, type Source, type Status, Unreadable } from "./record";

/** Writes the children of an element as markup again, so that one reader is for all sources. */
function markupOf(element: Element | undefined): string {
  return (element?.children ?? [])
    .map((child) =>
      typeof child === "string"
        ? child.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
        : `<${child.name}>${markupOf(child)}</${child.name}>`,
    )
    .join("");
}

function dateIn(date: Element | undefined): string | null {
  // A season, or a range of months, names no month.
  const year = textAt(date, "Year") || (/^\d{4}/.exec(textAt(date, "MedlineDate"))?.[0] ?? "");
  return dateOfParts([year, monthOf(textAt(date, "Month")), textAt(date, "Day")]);
}

function abstractIn(article: Element | undefined): string | null {
  const parts = elementsOf(elementAt(article, "Abstract"), "AbstractText").map((part) => {
    const label = part.attributes.Label;
    const text = paragraphsOf(markupOf(part));
    return label && !/^unlabel/i.test(label) ? `${label}: ${text}` : text;
  });
  return endedAbstract(parts.filter(Boolean).join("\n\n"));
}

function statusOf(citation: Element | undefined, article: Element | undefined): Status {
  const types = elementsOf(elementAt(article, "PublicationTypeList"), "PublicationType");
  const notices = elementsOf(elementAt(citation, "CommentsCorrectionsList"));
  const [notice] = notices.filter(({ attributes }) => attributes.RefType === "RetractionIn");
  if (!notice && !types.some((type) => textOf(type) === "Retracted Publication"))
    return { is: "current" };
  const number = identifierOf("pmid", textAt(notice, "PMID"))?.value;
  return { is: "retracted", ...(number ? { notice: IDENTIFIERS.pmid.link(number) } : {}) };
}

function titleIn(article: Element | undefined): string {
  const title = titleOf(markupOf(elementAt(article, "ArticleTitle")));
  // A translated title stands in square brackets. Every title ends with a full stop.
  return title.replace(/^\[(.+)\]\.?$/, "$1").replace(/(?<!\.\.)\.$/, "");
}

export const pubmed: Source = {
  name: "PubMed",
  answers: ["pmid"],
  missing: [404],
  pace: { requests: 3, perSeconds: 1 },
  addressesOf: ({ value }, contact) => {
    const email = contact ? `&email=${encodeURIComponent(contact)}` : "";
    return [
      `https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id=${value}&tool=colloquy${email}`,
    ];
  },
  read(body, { value }): Mapped {
    const set = readXml(body);
    if (set.name !== "PubmedArticleSet") throw new Unreadable("The answer is no set of articles.");
    const found = elementAt(set, "PubmedArticle");
    if (!found)
      return { none: elementAt(set, "PubmedBookArticle") ? "not a paper" : "no such paper" };
    const citation = elementAt(found, "MedlineCitation");
    const article = elementAt(citation, "Article");
    if (textAt(citation, "PMID") !== value) throw new Unreadable("The article is another one.");
    const title = titleIn(article);
    if (title === "") throw new Unreadable("The article has no title.");
    // Those below ReferenceList are of other papers.
    const ids = elementsOf(elementAt(found, "PubmedData", "ArticleIdList"), "ArticleId");
    const idOf = (type: string) => {
      const id = ids.find(({ attributes }) => attributes.IdType === type);
      return id ? textOf(id).trim() : null;
    };
    return {
      record: {
        title,
        authors: elementsOf(elementAt(article, "AuthorList"), "Author").flatMap((author) => {
          const collective = textAt(author, "CollectiveName");
          if (collective) return organizationOf(collective) ?? [];
          const given = textAt(author, "ForeName") || textAt(author, "Initials");
          return personOf(given, textAt(author, "LastName"), textAt(author, "Suffix")) ?? [];
        }),
        abstract: abstractIn(article),
        venue: paragraphsOf(textAt(article, "Journal", "Title")) || null,
        date: moreExactDate(dateIn(elementAt(article, "Journal", "JournalIssue", "PubDate")), [
          dateIn(elementAt(article, "ArticleDate")),
        ]),
        identifiers: identifiersFrom(["pmid", value], ["doi", idOf("doi")], ["pmcid", idOf("pmc")]),
        versions: [],
        status: statusOf(citation, article),
      },
    };
  },
};
