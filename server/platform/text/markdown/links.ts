import type MarkdownIt from "markdown-it";
import { isLocalPath } from "../inputs";

/** Most characters of an address that becomes a link automatically. */
const LONGEST_ADDRESS = 800;

/**
 * Links in Markdown. Only whole addresses become links automatically, and they end before punctuation of the
 * sentence around. Others lead to the web, to an email address or to a path of this site; what leads
 * nowhere stays as it was written.
 */
export function links(markdown: MarkdownIt): void {
  const { linkify } = markdown;
  // "train.py" is a file, not a site in Paraguay.
  linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  const [match, matchAtStart] = [linkify.match.bind(linkify), linkify.matchAtStart.bind(linkify)];
  // The parser looks for the partner of each bracket in an address, so long ones would take the square of their length.
  const tooLong = new RegExp(`\\S{${LONGEST_ADDRESS}}`);
  const tooLongAtStart = new RegExp(`^${tooLong.source}`);
  linkify.match = (text) => {
    // The parser cannot handle null here.
    const found = tooLong.test(text) ? null : match(text);
    return (found ?? []).flatMap((one) => trimmed(one, text) ?? []);
  };
  linkify.matchAtStart = (text) => {
    if (tooLongAtStart.test(text)) return null;
    const found = matchAtStart(text);
    return found && trimmed(found, text);
  };
  const normalize = markdown.normalizeLink.bind(markdown);
  markdown.normalizeLink = (address) =>
    normalize(/^www\.[^/]+\.[^/]/i.test(address) ? `https://${address}` : address);
  // Shows the address as written: a decoded one could be made to look like another.
  markdown.normalizeLinkText = (address) => address;
  markdown.validateLink = (address) =>
    /^(?:https?:\/\/[^/?#]|mailto:.)/i.test(address) || isLocalPath(address);
}

type Match = NonNullable<ReturnType<MarkdownIt["linkify"]["matchAtStart"]>>;

/** Punctuation and brackets that no address contains unencoded, and invisible marks. */
const SENTENCE =
  /[。、，．！？；：「」『』（）【】〔〕［］｛｝《》〈〉｡､｢｣“”„«»‹›—،؛؟।\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;
/** "https://example.org" right before a word of a script without blanks. */
const WORD_AFTER_HOST =
  /^[a-z]+:\/\/[a-z0-9.-]+\.[a-z]{2,}(?=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}])/iu;
/** Punctuation that ends a sentence, not an address (GFM 6.9); in other scripts any punctuation does. */
const LAST = /(?:[?!.,:;*_~'"]|(?!\p{ASCII})\p{P})$/u;

/** Cuts off the punctuation of the sentence around a link. */
function trimmed(found: Match, text: string): Match | null {
  const { raw } = found;
  const word = WORD_AFTER_HOST.exec(raw)?.[0].length ?? raw.length;
  const sentence = raw.search(SENTENCE);
  let address = raw.slice(0, sentence < 0 ? word : Math.min(sentence, word));
  if (address === raw && text[found.lastIndex] === ";")
    address = address.replace(/&[a-z\d]+$/i, "");
  for (let before = ""; before !== address; ) {
    before = address;
    address = address.replace(LAST, "");
    if (address.endsWith(")") && count(address, ")") > count(address, "(")) {
      address = address.slice(0, -1);
    }
  }
  if (/^[a-z]+:\/*$/i.test(address)) return null;
  const cut = raw.length - address.length;
  if (cut === 0) return found;
  return Object.assign(found, {
    lastIndex: found.lastIndex - cut,
    raw: address,
    text: found.text.slice(0, -cut),
    url: found.url.slice(0, -cut),
  });
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
