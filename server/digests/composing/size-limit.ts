// Shortens a digest so that mail programs show all of it.

import { encodeBody } from "@/server/platform/mail/bytes";
import type { Pieces } from "@/server/platform/mail/encoding/pieces";
import { firstLines } from "@/server/platform/text/words";
import type { Entry } from "../sections/entries";
import { type DigestWords, renderDigestHtml, renderDigestText } from "./emails";

/** Bytes of text and HTML as sent. Gmail cuts off emails over 102 KB; the rest is for the headers. */
const SIZE_MAX = 94_000;

/** Ways to shape an entry, from whole to shortest. */
const ENTRY_SHAPES: [whole: (entry: Entry) => Entry, ...((entry: Entry) => Entry)[]] = [
  (entry) => entry,
  (entry) => ({ ...entry, words: null }),
  cutTo(50, 26, 40),
  cutTo(28, 13, 24),
  cutTo(20, 9, 16),
];

/** Cuts the texts of an entry to so many characters. */
function cutTo(ofTitle: number, ofFact: number, ofReason: number) {
  return ({ title, facts, why, ...entry }: Entry): Entry => ({
    ...entry,
    title: firstLines(title, ofTitle),
    facts: facts.map((fact) => firstLines(fact, ofFact)),
    words: null,
    why: why && firstLines(why, ofReason),
  });
}

interface Rendered {
  html: Pieces;
  text: Pieces;
}

/**
 * Renders a digest as HTML and text, short enough for all mail programs. All entries stay: if it is too long,
 * quotes are dropped; if that is not enough, as with Chinese text at its longest, titles are cut.
 */
export async function renderFitting(digest: DigestWords): Promise<Rendered> {
  const [whole, ...shorter] = ENTRY_SHAPES;
  let mail = await renderShaped(digest, whole);
  for (const shape of shorter)
    if (sizeOf(mail) > SIZE_MAX) mail = await renderShaped(digest, shape);
  return mail;
}

async function renderShaped(
  digest: DigestWords,
  shape: (entry: Entry) => Entry,
): Promise<Rendered> {
  const sections = digest.sections.map(({ title, entries }) => {
    return { title, entries: entries.map(shape) };
  });
  const words = { ...digest, sections };
  return { html: await renderDigestHtml(words), text: renderDigestText(words) };
}

/** Returns the bytes as sent. */
function sizeOf({ html, text }: Rendered): number {
  return encodeBody(html).lines.length + encodeBody(text).lines.length;
}
