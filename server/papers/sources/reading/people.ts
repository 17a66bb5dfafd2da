// Makes authors of what sources write: persons with or without parts of their names, and organizations.
import type { Author } from "../record";
import { withoutTex } from "./tex";
import { paragraphsOf } from "./texts";

const ORGANIZATION =
  /\b(?:collaborations?|consortium|consortia|(?:working|study|research) group|task force|committee|investigators|initiative)\b|^the .+ (?:team|group|network|project)$/i;
const ON_BEHALF = /^(?:and\s+)?(?:for|on behalf of)\s+(?=the\s)/i;

/** Whether a name is that of an organization. */
export function isOrganization(name: string): boolean {
  return ORGANIZATION.test(name);
}

/** A name on one line, without markup, TeX and the stars and numbers of footnotes. */
function cleaned(name: string): string {
  return withoutTex(paragraphsOf(name).replace(/\s+/g, " "))
    .replace(/[\s*†‡§,;]+$/, "")
    .trim();
}

/** A name that a source writes in capitals throughout, with capitals at the start of each part. */
function inSmallLetters(name: string): string {
  return name.toLowerCase().replace(/(?<=^|[\s\-'’.])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** Makes a person of the parts of a name; null if all of them are empty. */
export function personOf(given: string, family: string, suffix = ""): Author | null {
  let [first, last] = [cleaned(given), cleaned(family)];
  if (last.length > 3 && first.length > 3 && `${first}${last}` === `${first}${last}`.toUpperCase())
    [first, last] = [inSmallLetters(first), inSmallLetters(last)];
  const name = [first, last, cleaned(suffix)].filter(Boolean).join(" ");
  if (!/\p{L}/u.test(name)) return null;
  if (first === "" && ORGANIZATION.test(last)) return organizationOf(last);
  return { kind: "person", name, family: last || null, given: first || null };
}

/** Makes an organization of its name; null if the name is empty. */
export function organizationOf(name: string): Author | null {
  const tidy = cleaned(name).replace(ON_BEHALF, "");
  return /\p{L}/u.test(tidy) ? { kind: "organization", name: tidy } : null;
}

/** Makes an author of a whole name, which may be that of an organization; null if it is no name. */
export function authorOf(name: string): Author | null {
  const tidy = cleaned(name);
  if (!/\p{L}/u.test(tidy)) return null;
  if (ON_BEHALF.test(tidy) || ORGANIZATION.test(tidy)) return organizationOf(tidy);
  return { kind: "person", name: tidy, family: null, given: null };
}

/** Makes an author of a name that is written as "Family, Given"; otherwise of the whole name. */
export function invertedAuthorOf(name: string): Author | null {
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(cleaned(name)) ?? [];
  return family && given ? personOf(given, family) : authorOf(name);
}

/**
 * Makes authors of a list as arXiv has it: affiliations stand in brackets, a collaboration stands before a colon or
 * behind "for the".
 */
export function authorsOf(names: readonly string[]): Author[] {
  return names
    .flatMap((name) => {
      const bare = name.replace(/\([^()]*\)/g, " ");
      const [, before, after] = /^([^:]*):(.*)$/s.exec(bare) ?? [];
      return before !== undefined && (before.trim() === "" || ORGANIZATION.test(before))
        ? [before, after ?? ""]
        : [bare];
    })
    .flatMap((name) => authorOf(name) ?? []);
}
