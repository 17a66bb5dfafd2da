import "server-only";
import { slugify } from "transliteration";

/** Names of forms: /papers/new, /papers/import and /groups/new. */
const RESERVED = ["new", "import"];

/**
 * The readable part of an address, from a title or name in any script: small Latin letters, digits and single
 * hyphens. Addresses that exist already stay as they are.
 * @param noun the whole address of a text without letters or digits
 * @param maxLength characters; a longer text ends at a word where it can
 */
export function slugOf(text: string, noun: string, maxLength: number): string {
  // Uses composed forms, because the library reads the two parts of "й" as an "i" and a mark.
  const whole = slugify(text.normalize("NFKC"), { allowedChars: "a-zA-Z0-9" });
  const slug = cutAtWord(whole, maxLength) || noun;
  return RESERVED.includes(slug) ? `${slug}-${noun}` : slug;
}

function cutAtWord(slug: string, maxLength: number): string {
  if (slug.length <= maxLength) return slug;
  const end = slug.lastIndexOf("-", maxLength);
  return slug.slice(0, end > 0 ? end : maxLength);
}
