// Lists of feeds in OPML, as feed readers export them.
import { type Element, elementAt, elementsOf, readXml } from "../reading/markup";
import { Unreadable } from "../record";

/** A feed of a list, as it is written there. */
export interface ListedFeed {
  title: string;
  address: string;
}

/** Whether a text is OPML. */
export function isOpml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<opml[\s>]/i.test(
    text.slice(0, 5000),
  );
}

/** Reads the feeds of an OPML list in order, those in folders too, each once. @throws Unreadable if it broke off */
export function readOpml(text: string): ListedFeed[] {
  const body = elementAt(readXml(text), "body");
  if (!body) throw new Unreadable("This list of feeds has no body.");
  const found = new Map<string, ListedFeed>();
  for (const { attributes } of outlinesIn(body)) {
    const address = (attributes.xmlUrl ?? attributes.xmlurl ?? "").trim();
    if (address === "" || found.has(address)) continue;
    found.set(address, { address, title: (attributes.title ?? attributes.text ?? "").trim() });
  }
  return [...found.values()];
}

function outlinesIn(element: Element): Element[] {
  return elementsOf(element, "outline").flatMap((one) => [one, ...outlinesIn(one)]);
}
