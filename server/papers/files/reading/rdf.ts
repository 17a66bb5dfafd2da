import { Parser } from "htmlparser2";
import { dateOf, dateOfParts, monthOf } from "../../sources/reading/dates";
import {
  type Element,
  elementAt,
  elementsOf,
  readFragment,
  textAt,
  textOf,
} from "../../sources/reading/markup";
import { type NameParts, nameOf } from "../formats/names";
import { authorFields, type Entry, entryOf } from "./entry";

/** Whether a document of RDF is a library of Zotero, or Dublin Core as Zotero exports it. Feeds are RDF as well. */
export function isLibrary(start: string): boolean {
  const [root = ""] = /<(?:\w+:)?RDF\b[^>]*>/.exec(start) ?? [];
  if (/zotero\.org\/namespaces\/export#|purl\.org\/net\/biblio#/.test(root)) return true;
  return root.includes("purl.org/dc/elements/") && !/purl\.org\/rss\//.test(root);
}

/** An element directly below the root, as it stands in the file. */
interface Resource {
  line: number;
  xml: string;
}

/** The parts of a library that are no papers. */
const BESIDE = /^(?:attachment|note|annotation)$/;

/**
 * Reads the items of a library in RDF. Each is read alone, so that a broken one spoils no other. What an item only names,
 * such as its journal, stands elsewhere in the file.
 */
export function* readRdf(xml: string, site: string): Generator<Entry> {
  const resources = resourcesIn(xml);
  const byAddress = new Map<string, Resource>();
  for (const resource of resources) {
    const [, address] = /^<[^<>]*?\brdf:about="([^"]*)"/.exec(resource.xml) ?? [];
    if (address) byAddress.set(address, resource);
  }
  const find = (address: string) => elementIn(byAddress.get(address)?.xml ?? "");
  const typed = xml.includes(":itemType>");
  for (const { line, xml: own } of resources) {
    try {
      const element = elementIn(own);
      const type = textAt(element, "itemType");
      if (!element || BESIDE.test(type) || (typed && type === "")) continue;
      yield entryOf(line, fieldsOf(element, find), site);
    } catch {
      yield { line, what: "This item cannot be read: it is no XML of RDF." };
    }
  }
}

const elementIn = (xml: string): Element | undefined => elementsOf(readFragment(xml))[0];

/** Finds the elements directly below the root, with the lines on which they begin. */
function resourcesIn(xml: string): Resource[] {
  const found: Resource[] = [];
  let [depth, from, line, last] = [0, 0, 1, 0];
  const parser = new Parser(
    {
      onopentagname() {
        if (depth === 1) from = parser.startIndex;
        depth += 1;
      },
      onclosetag() {
        depth -= 1;
        if (depth !== 1) return;
        for (let at = xml.indexOf("\n", last); at >= 0 && at < from; at = xml.indexOf("\n", at + 1))
          line += 1;
        last = from;
        found.push({ line, xml: xml.slice(from, parser.endIndex + 1) });
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return found;
}

function fieldsOf(item: Element, find: (address: string) => Element | undefined) {
  const whole = wholeOf(item, find);
  const identifiers = [item, ...(whole ? [whole] : [])].flatMap((one) =>
    elementsOf(one, "identifier"),
  );
  const written = identifiers.map((one) => textOf(one).trim());
  const more = `${textAt(item, "number")}\n${textAt(whole, "number")}\n${textAt(item, "description")}`;
  const isTyped = elementAt(item, "itemType") !== undefined;
  const dates = ["date", "issued"].map((name) => textAt(item, name));
  return {
    title: textAt(item, "title"),
    abstract: textOf(
      // Zotero's own items have remarks in their description.
      elementAt(item, "abstract") ?? (isTyped ? undefined : elementAt(item, "description")),
    ),
    ...authorFields(namesIn(item)),
    venue: textAt(whole, "title") || textAt(item, "presentedAt", "Conference", "title"),
    date:
      dates.map((date) => dateOf(date) ?? dateInWords(date)).find((date) => date !== null) ?? null,
    dois: [
      ...written.flatMap((text) => text.match(/^(?:doi:?\s*)?(10\..*)$/i)?.[1] ?? []),
      ...[...more.matchAll(/\bDOI:\s*(10\.\S+)/gi)].map(([, doi = ""]) => doi),
    ],
    arxiv: [...more.matchAll(/\barXiv:\s*([^\s[\]]+)/gi)].map(([, id = ""]) => id),
    links: identifiers.map((one) => textAt(one, "URI", "value") || textOf(one).trim()),
  };
}

/** Finds the journal, book or proceedings of an item, past the part of it in which the item stands. */
function wholeOf(
  item: Element,
  find: (address: string) => Element | undefined,
): Element | undefined {
  const parts = elementsOf(item, "isPartOf").flatMap(
    (one) => find(one.attributes["rdf:resource"] ?? "") ?? elementsOf(one)[0] ?? [],
  );
  const whole = parts.find(({ name }) => name !== "Series" && name !== "Part");
  if (whole) return whole;
  const part = parts.find(({ name }) => name === "Part");
  return part ? wholeOf(part, find) : undefined;
}

/** Reads the year, and a month by its name, of a date that is written in words, as "May 2024". */
function dateInWords(date: string): string | null {
  const [year] = /\b(?:1\d{3}|20\d{2})\b/.exec(date) ?? [];
  const [month = ""] = /\p{L}{3,}/u.exec(date) ?? [];
  return dateOfParts([year ?? null, monthOf(month)]);
}

function namesIn(item: Element): NameParts[] {
  const listed = (name: string) =>
    elementsOf(elementAt(item, name, "Seq"), "li").flatMap((one) => elementsOf(one, "Person"));
  const people = ["authors", "presenters", "editors"].map(listed).find((all) => all.length > 0);
  if (people) return people.map(nameIn);
  // Dublin Core has names as "Family, Given".
  return elementsOf(item, "creator").map((one) => nameOf(textOf(one)));
}

/** A person without a given name is an organization, or has one name only. */
function nameIn(person: Element): NameParts {
  const family = textAt(person, "surname");
  const given = textAt(person, "givenName") || textAt(person, "givenname");
  return given === "" ? { literal: family } : { family, given };
}
