// Takes away whatever browsers, mail programs, PDFs and sentences put around an identifier.
import { decodeHTMLStrict } from "entities/decode";
import { decodeOnce } from "./doi";

/** Characters that nobody sees: joiners, soft hyphens, marks of direction, variation selectors, byte-order marks. */
const INVISIBLE =
  /\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]|[\uFE00-\uFE0F]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/g;
/** Tags of HTML that come with what was copied. SICI DOIs hold `<1::AID…>`, which is no tag. */
const TAG =
  /<\/?(?:a|abbr|b|blockquote|body|br|cite|code|div|em|font|h[1-6]|hr|html|i|img|li|mark|ol|p|pre|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,2000})?\/?>/gi;
const HREF = /\shref\s*=\s*["']?([^"'\s<>]{1,2000})/i;
/** Signs of East Asian typing that end what is before them. */
const STOPS = /[，。；！？、「」『』《》〈〉【】〔〕…]/g;
/** Hyphens that word processors and PDFs write for the plain one; and dashes that belong to the sentence. */
const HYPHENS = /[\u2010-\u2013\u2212\uFE58\uFE63\uFF0D]/g;
const DASHES = /[\u2014\u2015]/g;
/** Quotation marks that are no part of any identifier. */
const QUOTES = /["“”„‟«»‹›`´\u201A\u201B]/g;
/** Marks of emphasis around a token, as in Markdown and chats. */
const EMPHASIS = /(?<=^|[\s([])([*_~]{1,3})(?=[^\s*_~])(\S*[^\s*_~])\1(?=$|[\s.,;:!?)\]])/g;

/** Schemes that lost or gained a sign in copying, or were made harmless in a mail: "ttps://", "https//", "hxxps://". */
const SCHEME = /(?<![\w/=:%.@-])(?:h?t{1,3}p(s?)|hxxp(s?))(?::\/{2,3}|\/\/)(?=[\w[-])/gi;
/** A scheme that stands there twice. */
const TWICE = /(?<![\w/=:%.@-])https?:\/\/(?=https?:\/\/)/gi;
/** An address that is nothing but encoded, and one without its scheme. */
const ENCODED = /(?<![\w/=:%.@-])https?%3A%2F%2F[^\s]+/gi;
const WITHOUT_SCHEME = /(?<=^|[\s([<])\/\/(?=(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\/)/gi;

/** Repairs addresses that were damaged on their way. */
function withWholeAddresses(text: string): string {
  return (
    text
      // JSON writes a slash with a backslash.
      .replace(/https?:\\\/\\\/\S+/gi, (address) => address.replaceAll("\\/", "/"))
      .replace(ENCODED, (address) => decodeOnce(address))
      .replace(SCHEME, (_, s = "", other = "") => `http${s || other}://`)
      .replace(TWICE, "")
      .replace(WITHOUT_SCHEME, "https://")
  );
}

/** A text as its search takes it: on one line, without invisible characters. */
export function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(INVISIBLE, "")
    .replace(CONTROLS, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Prepares a pasted text for reading: its lines, in plain signs. */
export function plainLines(text: string): string[] {
  const bare = text.replace(INVISIBLE, "").replace(CONTROLS, "");
  const plain = decodeHTMLStrict(bare)
    .replace(TAG, (tag) => {
      const [, href] = HREF.exec(tag) ?? [];
      return href ? ` ${href} ` : " ";
    })
    // A full-width question mark is one of an address where a parameter follows.
    .replace(/？(?=[A-Za-z]{1,20}[=＝])/g, "?")
    .replace(STOPS, " ")
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(HYPHENS, "-")
    .replace(DASHES, " ")
    .replace(QUOTES, " ")
    // TeX writes these with a backslash.
    .replace(/\\([_&%#$~])/g, "$1");
  const lines = withWholeAddresses(plain)
    .replace(BROKEN, "$1")
    .replace(SPACED, "$1$2")
    .split(/[\n\r\u0085\u2028\u2029\v\f]+/);
  return lines
    .map((line) => line.replace(/\s+/g, " ").replace(EMPHASIS, "$2").trim())
    .filter((line) => line !== "");
}

/** The place where mail programs and PDFs break a line within an identifier: behind its prefix. */
const BROKEN =
  /((?:arxiv\.org\/(?:abs|pdf)\/|doi\.org\/|10\.\d{4,9}\/|\b(?:doi|arxiv|pmid|pmcid|isbn):))[^\S\r\n]{0,20}=?\r?\n[^\S\r\n]{0,20}(?=\S)/gi;

/** A DOI with a blank behind its slash, as PDFs are copied. */
const SPACED = /(\b10\.\d{4,9}) ?(\/) (?=[a-z0-9][^\s/]{0,60}\d)/gi;

const PARTNERS: Record<string, string> = { ")": "(", "]": "[", "}": "{", ">": "<" };

/**
 * Cuts off the sentence behind a token: a closing bracket whose opening one is outside, and final marks. Brackets
 * within the token stay, as in `10.1016/0004-3702(90)90010-9`.
 */
export function withoutSentence(token: string): string {
  const open: string[] = [];
  let end = token.length;
  for (let at = 0; at < token.length; at += 1) {
    const sign = token.charAt(at);
    if ("([{<".includes(sign)) open.push(sign);
    const partner = PARTNERS[sign];
    if (!partner) continue;
    if (open.at(-1) === partner) {
      open.pop();
    } else if (sign === ">" || !/[A-Za-z0-9]/.test(token.charAt(at + 1))) {
      end = at;
      break;
    }
  }
  return withoutFinalMarks(token.slice(0, end));
}

/** Cuts off final marks; of brackets those that were never closed, as in `10.1000/182(`. */
function withoutFinalMarks(token: string): string {
  let end = token.length;
  while (end > 0 && /[.,;:!?'’‘|\\([{<*]/.test(token.charAt(end - 1))) end -= 1;
  return token.slice(0, end);
}
