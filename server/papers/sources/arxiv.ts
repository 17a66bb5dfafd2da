// arXiv's API, which answers in Atom. Metadata of arXiv is free (CC0).
import { canonicalArxiv } from "../pasting/arxiv";
import { dateOf } from "./reading/dates";
import { type Element, elementsOf, readXml, textAt, textOf } from "./reading/markup";
import { authorsOf } from "./reading/people";
import { endedAbstract, paragraphsOf, repairText, titleOf } from "./reading/texts";
import {
  doisIn,
  FOUND,
  type FoundRecord,
  identifiersFrom,
  type Mapped,
  type Source,
  type Status,
  Unreadable,
} from "./record";

const WITHDRAWN_ABSTRACT =
  /^(?:this|the) (?:paper|article|submission|manuscript|work|preprint)[^.]{0,60}\bwithdrawn\b/i;

/** A paper can be missing at the API for a day after it was announced; the number of its month shows how old it is. */
function isRecent(id: string, today: string): boolean {
  const [, year, month] = /^(\d{2})(\d{2})\.\d{4,5}$/.exec(id) ?? [];
  if (!year || !month) return false;
  const months = (Number(today.slice(0, 4)) - 2000) * 12 + Number(today.slice(5, 7));
  const ago = months - (Number(year) * 12 + Number(month));
  return ago === 0 || (ago === 1 && today.slice(8) <= "02");
}

/** Lines are wrapped; one that begins with blanks begins a paragraph. */
function abstractIn(entry: Element): string | null {
  const summary = textOf(elementsOf(entry, "summary")[0]);
  const paragraphs = summary.trim().split(/\n[ \t]+|\n\s*\n/);
  return endedAbstract(repairText(paragraphs.map((one) => paragraphsOf(one)).join("\n\n")));
}

function statusOf(entry: Element, abstract: string | null, dois: string[]): Status {
  const comment = textAt(entry, "comment");
  // A withdrawal is the latest version.
  const since = dateOf(textAt(entry, "updated"));
  if (/\bwithdrawn\b/i.test(comment))
    return { is: "withdrawn", reason: paragraphsOf(comment), since };
  if (abstract && WITHDRAWN_ABSTRACT.test(abstract))
    return { is: "withdrawn", reason: abstract, since };
  const venue = paragraphsOf(textAt(entry, "journal_ref")) || null;
  const doi = dois[0] ?? null;
  return venue || doi ? { is: "published", venue, doi } : { is: "current" };
}

function recordOf(entry: Element, address: string, id: string): FoundRecord {
  const title = titleOf(textAt(entry, "title"));
  if (title === "") throw new Unreadable("The entry has no title.");
  const abstract = abstractIn(entry);
  const dois = elementsOf(entry, "doi").flatMap((doi) => doisIn(textOf(doi)));
  const [published, updated] = [
    dateOf(textAt(entry, "published")),
    dateOf(textAt(entry, "updated")),
  ];
  const version = Number(/v(\d+)$/.exec(address)?.[1] ?? 1);
  const comment = paragraphsOf(textAt(entry, "comment"));
  const said = comment ? { comment } : {};
  return {
    title,
    authors: authorsOf(elementsOf(entry, "author").map((author) => textAt(author, "name"))),
    abstract,
    venue: paragraphsOf(textAt(entry, "journal_ref")) || null,
    date: published,
    identifiers: identifiersFrom(["arxiv", id], ...dois.map((doi) => ["doi", doi] as const)),
    versions: [
      { version: 1, date: published, ...(version === 1 ? said : {}) },
      ...(version > 1 ? [{ version, date: updated, ...said }] : []),
    ],
    status: statusOf(entry, abstract, dois),
  };
}

const ERROR = /\/api\/errors/;

/** Reads an entry, or that there is none. @throws Unreadable */
function mappedEntry(entry: Element | undefined, value: string, today: string): Mapped {
  const address = textAt(entry, "id");
  // A malformed identifier is answered with an entry of its own kind, and without an error code.
  if (ERROR.test(address)) return { none: "no such paper" };
  if (!entry || textAt(entry, "title") === "")
    return { none: isRecent(value, today) ? "not there yet" : "no such paper" };
  if (idOf(entry) !== value) throw new Unreadable("The entry is of another paper.");
  return { record: recordOf(entry, address, value) };
}

/** The canonical number of an entry. */
function idOf(entry: Element): string | null {
  return canonicalArxiv(/\/abs\/(.+)$/.exec(textAt(entry, "id"))?.[1] ?? "");
}

function entriesOf(body: string): Element[] {
  const feed = readXml(body);
  if (feed.name !== "feed") throw new Unreadable("The answer is no Atom feed.");
  return elementsOf(feed, "entry");
}

export const arxiv: Source = {
  name: "arXiv",
  answers: ["arxiv"],
  missing: [404],
  // Asked for by arXiv, counted over all machines of a site.
  pace: { requests: 1, perSeconds: 3 },
  addressesOf: ({ value }) => [
    `https://export.arxiv.org/api/query?id_list=${encodeURIComponent(value)}&max_results=1`,
  ],
  read: (body, { value }, today) => mappedEntry(entriesOf(body)[0], value, today),
  together: {
    // An address with more would be longer than servers take.
    most: 100,
    addressOf: (values) =>
      `https://export.arxiv.org/api/query?id_list=${values.map(encodeURIComponent).join(",")}&max_results=${values.length}`,
    read(body, values, today) {
      const all = entriesOf(body);
      // The only entry of an answer to something malformed says nothing about the other papers.
      if (all.some((entry) => ERROR.test(textAt(entry, "id"))))
        throw new Unreadable("The answer is about an error.");
      const entries = new Map(all.map((entry) => [idOf(entry), entry]));
      return new Map(
        values.flatMap((value) => {
          try {
            return [[value, mappedEntry(entries.get(value), value, today)] as const];
          } catch (error) {
            if (error instanceof Unreadable) return [];
            throw error;
          }
        }),
      );
    },
  },
  search: {
    addressOf: (title) => {
      // A phrase of its words: signs would be operators of the search.
      const words = title.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();
      const asked = new URLSearchParams({ search_query: `ti:"${words}"`, max_results: `${FOUND}` });
      return `https://export.arxiv.org/api/query?${asked}`;
    },
    read: (body) =>
      entriesOf(body).flatMap((entry) => {
        const id = idOf(entry);
        const isPaper = id !== null && textAt(entry, "title") !== "";
        return isPaper ? recordOf(entry, textAt(entry, "id"), id) : [];
      }),
  },
};
