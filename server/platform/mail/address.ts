/** RFC 5321, 4.5.3.1.1 and 4.5.3.1.3 (without the angle brackets); RFC 1035, 2.3.4. All in octets. */
const LOCAL_MAX = 64;
const ADDRESS_MAX = 254;
const LABEL_MAX = 63;

/** RFC 5322, 3.2.3: characters of a local part, in words between single dots. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** Invisible characters that have no meaning in any script, and are copied along from pages. */
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** Characters of East Asian keyboards; the wide forms are this far from their ASCII ones. */
const WIDE = /[\uFF01-\uFF5E]/g;
const WIDE_BY = 0xfee0;

/** An address in the one form in which it is stored and compared, or a sentence that says what is wrong. */
export type ReadAddress = { address: string } | { problem: string };

const SHAPE = "Enter an email address, such as ada@example.org.";

/**
 * Reads an email address as people type or paste it: with blanks and invisible characters around it, as
 * `Ada <ada@example.org>` or `mailto:ada@example.org`, with the characters of an East Asian keyboard. The form
 * that is stored has small letters and an ASCII domain (punycode, by UTS 46 as `URL` does it).
 */
export function readAddress(text: string): ReadAddress {
  const pasted = bare(text);
  const at = pasted.lastIndexOf("@");
  const local = pasted.slice(0, Math.max(at, 0));
  const domain = asciiDomain(pasted.slice(at + 1));
  if (at < 1 || local.includes("@")) return { problem: SHAPE };
  if (/[\s\p{Cc}"<>()[\],:;\\]/u.test(local)) return { problem: SHAPE };
  // Checked before lower-casing, which would turn the Kelvin sign into a k.
  if (/[^\x20-\x7e]/.test(local))
    return {
      problem: `This site cannot send email to addresses with characters such as “${[...local].find((sign) => /[^\x20-\x7e]/.test(sign))}” before the @. Enter another address.`,
    };
  if (!LOCAL.test(local))
    return {
      problem: local.includes(".")
        ? "Before the @, a dot cannot come first, last or twice in a row. Check the dots."
        : SHAPE,
    };
  if (domain === null) return { problem: SHAPE };
  if (local.length > LOCAL_MAX)
    return { problem: `An address can have at most ${LOCAL_MAX} characters before the @.` };
  const labels = domain.split(".");
  if (labels.some((label) => label.length > LABEL_MAX))
    return { problem: `A domain can have at most ${LABEL_MAX} characters between two dots.` };
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return { problem: SHAPE };
  if (!/^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? "")) return { problem: SHAPE };
  const address = `${local.toLowerCase()}@${domain}`;
  if (address.length > ADDRESS_MAX)
    return { problem: `This address is too long: at most ${ADDRESS_MAX} characters.` };
  return { address };
}

/** Brings an address into the form in which it is stored and compared; null if the text is not an address. */
export function canonicalAddress(text: string): string | null {
  const read = readAddress(text);
  return "address" in read ? read.address : null;
}

/** A domain in lower-case ASCII, without the dot of the root; null for anything else, such as an IP address. */
export function asciiDomain(domain: string): string | null {
  const bare = domain.replace(/[.\u3002\uFF0E\uFF61]$/, "");
  // These characters would begin another part of a web address, or an escape in it.
  if (bare === "" || /[\s/?#@:%\\[\]<>^|]/.test(bare)) return null;
  try {
    const { hostname } = new URL(`http://${bare}`);
    return /(?:^|\.)\d+$/.test(hostname) ? null : hostname;
  } catch {
    return null;
  }
}

/** Finds the address inside a pasted text. */
function bare(text: string): string {
  const plain = text
    .replace(INVISIBLE, "")
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDE_BY))
    .replaceAll("\uFE6B", "@")
    .trim();
  const [, name = "", only] = /^(?:"[^"@]*")?([^<>]*)<([^<>]*)>[\s,;]*$/.exec(plain) ?? [];
  // The name may repeat the address. If it is a different address, nobody knows which of the two is meant.
  const isNamed = !name.includes("@") || name.replace(/["'\s]/g, "") === only?.trim();
  const inside = isNamed && only !== undefined ? only : plain.replace(/[\s,;]+$/, "");
  const link = /^\s*mailto:(?:\/\/)?([^?]*)/i.exec(inside)?.[1];
  return inSentence((link === undefined ? inside : decoded(link)).trim());
}

const OPENING = /^["“”„«(‹[]+/;
const CLOSING = /["“”»)›\]!?]+$/;

/**
 * Strips what people write or paste around an address: punctuation, a name in brackets, blanks
 * beside the @. Keeps every character that could belong to another address.
 */
function inSentence(text: string): string {
  if (text.length > LONGEST) return text;
  const isQuoted = text.startsWith("'") && text.endsWith("'");
  const bare = isQuoted ? text.slice(1, -1) : text;
  const [local = "", domain = "", ...more] = bare.replace(/\s\([^()@]*\)$/, "").split("@");
  if (domain === "" || more.length > 0) return text;
  const name = local.replace(OPENING, "").trimEnd().replace(/"$/, "");
  return `${name}@${domain.replace(CLOSING, "").trim()}`;
}
/** Most characters of an address, including the text around it. */
const LONGEST = 1000;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
