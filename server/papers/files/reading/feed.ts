import { Parser } from "htmlparser2";
import { dateOf } from "../../sources/reading/dates";
import {
  type Element,
  elementsOf,
  readFragment,
  textAt,
  textOf,
} from "../../sources/reading/markup";
import { authorsOf } from "../../sources/reading/people";
import { paragraphsOf, repairText, titleOf } from "../../sources/reading/texts";
import { doisIn } from "../../sources/record";
import { type Entry, entryOf } from "./entry";

/** Reads the entries of a feed in Atom or RSS, such as arXiv's. Each is read alone, so that a broken one spoils no other. */
export function* readFeed(xml: string, site: string): Generator<Entry> {
  let line = 1;
  let last = 0;
  for (const { from, to } of entriesIn(xml)) {
    line += xml.slice(last, from).match(/\n/g)?.length ?? 0;
    last = from;
    yield readEntry(line, xml.slice(from, to), site);
  }
}

function readEntry(line: number, xml: string, site: string): Entry {
  try {
    const [entry] = elementsOf(readFragment(xml));
    return entryOf(line, fieldsOf(entry), site);
  } catch {
    return { line, what: "This entry cannot be read: it is no XML of Atom or RSS." };
  }
}

/** Finds where entries begin and end. */
function entriesIn(xml: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = -1;
  const isEntry = (name: string) => /^(?:\w+:)?(?:entry|item)$/.test(name);
  const parser = new Parser(
    {
      onopentagname(name) {
        if (isEntry(name) && from < 0) from = parser.startIndex;
      },
      onclosetag(name) {
        if (!isEntry(name) || from < 0) return;
        found.push({ from, to: parser.endIndex + 1 });
        from = -1;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

function fieldsOf(entry: Element | undefined) {
  const links = elementsOf(entry, "link").map((link) => link.attributes.href ?? textOf(link));
  const summary = textOf(
    ["summary", "description", "content", "encoded"].flatMap((name) => elementsOf(entry, name))[0],
  );
  const named = elementsOf(entry, "author").map(
    (author) => textAt(author, "name") || textOf(author),
  );
  // RSS has one list of creators, with or without commas.
  const creators = elementsOf(entry, "creator").flatMap((creator) => textOf(creator).split(/,\s+/));
  const people = authorsOf([...named, ...creators]);
  return {
    title: titleOf(textAt(entry, "title")).replace(/\s+\(arXiv:[^()]*(?:\[[^\]]*\][^()]*)?\)$/, ""),
    abstract: abstractOf(summary),
    authors: people.map(({ name }) => name),
    parts: people.map(({ kind }) => (kind === "organization" ? { kind } : null)),
    date: dateOf(textAt(entry, "published")) ?? dateOf(textAt(entry, "date")),
    dois: elementsOf(entry, "doi").flatMap((doi) => doisIn(textOf(doi))),
    arxiv: [],
    links: [textAt(entry, "id"), ...links.slice(0, 1)],
  };
}

/** arXiv's RSS begins with the number and the kind of announcement. A line that begins with blanks begins a paragraph. */
function abstractOf(summary: string): string {
  const bare = summary.trim().replace(/^arXiv:\S+\s+Announce Type:[^\n]*\n?\s*Abstract:\s*/i, "");
  const paragraphs = bare.split(/\n[ \t]+|\n\s*\n/);
  return repairText(paragraphs.map((one) => paragraphsOf(one)).join("\n\n"));
}
