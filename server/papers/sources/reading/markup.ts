// Reads XML, and the pieces of HTML, JATS and MathML in titles and abstracts, with bounds on depth and size.
import { Parser } from "htmlparser2";
import { Unreadable } from "../record";

/** An element with its children in order. Names are without their namespace. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const DEPTH = 60;
const ELEMENTS = 100_000;

/** Drops the prefix of a namespace: `jats:p` is `p`. */
const localName = (name: string) => name.slice(name.indexOf(":") + 1);

interface Reading {
  root: Element;
  /** Whether an end tag was missing, or came twice. */
  isBroken: boolean;
}

/**
 * Builds the tree of a text. The parser knows no document types, so that it loads nothing and expands no entities.
 * @throws Unreadable where it is too deep or has too many elements
 */
function readTree(text: string): Reading {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open = [root];
  let isBroken = false;
  let count = 0;
  let latest = root;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        count += 1;
        if (open.length > DEPTH || count > ELEMENTS)
          throw new Unreadable("The answer is nested too deep or has too many elements.");
        const element: Element = { name: localName(name), attributes, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
        latest = element;
      },
      ontext(data) {
        open.at(-1)?.children.push(data);
      },
      onclosetag(_name, isImplied) {
        // The parser says the same of <link/>, which is whole.
        const isWhole = open.pop() === latest && text[parser.endIndex - 1] === "/";
        isBroken ||= isImplied && !isWhole;
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return { root, isBroken };
}

/** Reads a document of XML. @throws Unreadable if it broke off, is no XML, is too deep or too large */
export function readXml(text: string): Element {
  const { root, isBroken } = readTree(text);
  const [document] = elementsOf(root);
  if (isBroken || !document) throw new Unreadable("The answer is no XML, or broke off.");
  return document;
}

/** Reads a piece of markup as far as it goes. @throws Unreadable where it is too deep */
export function readFragment(text: string): Element {
  return readTree(text).root;
}

/** The elements directly within another one. @param name all of them if it is missing */
export function elementsOf(element: Element | undefined, name?: string): Element[] {
  return (element?.children ?? []).filter(
    (child): child is Element =>
      typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** The first element at a path of names. */
export function elementAt(element: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>((at, name) => elementsOf(at, name)[0], element);
}

/** The text within an element and all below it, as it is written. */
export function textOf(element: Element | undefined): string {
  return (element?.children ?? [])
    .map((child) => (typeof child === "string" ? child : textOf(child)))
    .join("");
}

/** The text at a path of names, on one line; empty if there is none. */
export function textAt(element: Element | undefined, ...path: string[]): string {
  return textOf(elementAt(element, ...path))
    .replace(/\s+/g, " ")
    .trim();
}
