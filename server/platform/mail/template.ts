import type { ReactElement } from "react";
import { render } from "react-email";
import { Pieces } from "./encoding/pieces";

/** HTML that goes into an email unescaped. */
export class Markup extends Pieces {
  get html(): string {
    return this.whole;
  }
}

/** Fills one piece of an email with values. Texts are escaped, markup is not. */
export type Template<Name extends string> = (values: Record<Name, string | Markup>) => Markup;

/** Private-use characters of Unicode, which no source contains: they mark a slot's name, and pad it. */
const [OPEN, CLOSE, FILL] = ["\ue100", "\ue101", "\ue102"];
const SLOT = new RegExp(`${OPEN}([a-z]+)${FILL}*${CLOSE}`);

/** Characters of HTML between two slots from which on its encoding is kept: it costs a short line in each email. */
const LONG = 80;

/**
 * Comments that React writes for itself: between texts, around parts that could come later, where parts of a page
 * begin.
 */
const BETWEEN = /<!--(?: |\/?\$|html|head|body)-->/g;
/** The document type, which React writes even before a piece that is not a document. */
const TYPE_OF_A_PIECE = /^<!DOCTYPE[^>]*>(?!<html)/;

/**
 * Renders a piece of an email once, by React, and keeps the HTML between its slots. React takes milliseconds for
 * a long email, and a thousand emails of one kind differ only in their words.
 * @param draw the piece, with `slot(name)` for each text, address or piece within; with a length if the length
 * affects the markup around it
 */
export async function compileTemplate<Name extends string>(
  draw: (slot: (name: Name, length?: number) => string) => ReactElement,
): Promise<Template<Name>> {
  const drawn = await render(
    draw((name, length = 0) => `${OPEN}${name.padEnd(length - 2, FILL)}${CLOSE}`),
  );
  const html = drawn.replace(BETWEEN, "").replace(TYPE_OF_A_PIECE, "");
  const parts = html.split(SLOT).map((part, at) => {
    return at % 2 === 1 || part.length < LONG ? part : new Markup([part], true);
  });
  return (values) =>
    new Markup(parts.map((part, at) => (at % 2 === 0 ? part : inMarkup(values[part as Name]))));
}

function inMarkup(value: string | Markup): string | Markup {
  return value instanceof Markup ? value : escaped(value);
}

const SIGNS: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/** Escapes a text as React escapes texts and attributes. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] as string);
}

/**
 * Joins texts and pieces one after the other.
 * @param isShared whether the result is encoded once for all emails with it
 */
export function joinPieces(pieces: readonly (string | Markup)[], isShared = false): Markup {
  return new Markup(pieces.map(inMarkup), isShared);
}
