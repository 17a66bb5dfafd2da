// Shortens a digest until mail programs show it whole.
import { firstLines } from "@/server/papers/rules";
import { encodeBody } from "@/server/platform/mail/bytes";
import type { Entry } from "../sections/entries";
import { type DigestWords, digestHtml, digestText } from "./emails";

/** Bytes of text and HTML as they are sent. Gmail cuts off what is over 102 KB; the rest is the header's. */
const FITS = 94_000;
/** A byte of UTF-8 takes less over the wire. */
const PER_BYTE = 1.4;

/** An entry as it is, and the less of it the shorter its digest has to be. */
const SHORTER: [whole: (entry: Entry) => Entry, ...((entry: Entry) => Entry)[]] = [
  (entry) => entry,
  (entry) => ({ ...entry, words: null }),
  ({ title, facts, why, ...entry }) => ({
    ...entry,
    title: firstLines(title, 50),
    facts: facts.map((fact) => firstLines(fact, 26)),
    words: null,
    why: why && firstLines(why, 40),
  }),
];

/**
 * A digest as HTML and text, short enough that no mail program cuts it off. No entry is left out: in one that
 * is too long nobody is quoted, and where that is not enough, as in Chinese at its longest, titles are cut.
 */
export async function fitting(digest: DigestWords): Promise<{ html: string; text: string }> {
  const [whole, ...shorter] = SHORTER;
  let mail = await written(digest, whole);
  for (const shape of shorter) if (sizeOf(mail) > FITS) mail = await written(digest, shape);
  return mail;
}

async function written(digest: DigestWords, shape: (entry: Entry) => Entry) {
  const sections = digest.sections.map(({ title, entries }) => {
    return { title, entries: entries.map(shape) };
  });
  const words = { ...digest, sections };
  return { html: await digestHtml(words), text: digestText(words) };
}

/** Bytes over the wire, or more where it is far from too much. */
function sizeOf({ html, text }: { html: string; text: string }): number {
  const most = (Buffer.byteLength(html) + Buffer.byteLength(text)) * PER_BYTE;
  return most <= FITS ? most : encodeBody(html).lines.length + encodeBody(text).lines.length;
}
