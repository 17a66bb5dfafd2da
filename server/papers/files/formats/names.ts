import type { AuthorPart } from "../../catalogue/authors/rules";
import { isOrganization } from "../../sources/reading/people";

/** The name of an author in the parts of CSL; a literal is an organization, or a name in one piece. */
export type NameParts =
  | {
      family: string;
      given: string;
      "non-dropping-particle"?: string;
      suffix?: string;
    }
  | { literal: string };

/** Small words that belong to the family name: the "von" part of BibTeX. */
const PARTICLE =
  /^(?:a[fl]|av|d[aeio]|de[lnr]|della|dello|dei|degli|dalla|dos?|das|du|e[lt]|bin|ibn|ben|la|las|le|les|lo|los|lou|op|'?t|te[nr]?|'s|v[ao]n|vom|zu|zum|zur)$/;
const SUFFIX = /^(?:jr|sr|i{2,3}|iv|2nd|3rd|4th)\.?$/i;
/** Words that no person has for a family name, in a name that is an organization's. */
const BODY =
  /(?:^the\s|\b(?:collaborations?|consorti(?:um|a)|group|team|committee|commission|council|institutes?|university|society|association|organi[sz]ation|initiative|project|network|foundation|laborator(?:y|ies)|center|centre|department|ministry|agency|academy|alliance|company|corporation|inc|ltd|llc|gmbh|investigators|contributors)\b\.?)/i;

const spaced = (words: readonly string[]) => words.filter(Boolean).join(" ");

/**
 * Splits a name as it is displayed, "Ludwig van Beethoven", or as "Beethoven, Ludwig van". Without commas the family
 * name is the last word and the particles before it. A name that cannot be put together again from its parts stays in
 * one piece, and so do organizations.
 */
export function nameOf(author: string): NameParts {
  const name = author.replace(/\s+/g, " ").trim();
  const literal = { literal: name };
  if (BODY.test(name) || /\band\b|&|\bet al\b/i.test(name)) return literal;
  const parts = name.split(/\s*,\s*/);
  if (parts.some((part) => part === "") || parts.length > 3) return literal;
  if (parts.length === 1) {
    const split = displayedOf(name);
    return split && displayName(split) === name ? split : literal;
  }
  const [family = "", ...rest] = parts;
  const suffix = rest.find((part) => SUFFIX.test(part));
  const given = rest.filter((part) => part !== suffix);
  // "Martin Luther King, Jr."
  if (given.length === 0) {
    const split = displayedOf(family);
    return split && suffix ? withSuffix(split, suffix) : literal;
  }
  if (given.length > 1 || (rest.length === 2 && !suffix)) return literal;
  return lastFirst(family, given[0] ?? "", suffix);
}

/** Splits a name by what is known of it, else as `nameOf` does. */
export function nameBy(author: string, part: AuthorPart | null | undefined): NameParts {
  const name = spaced(author.split(/\s+/));
  if (part?.kind === "organization") return { literal: name };
  const given = part?.given;
  if (!part || !given) return nameOf(author);
  const start = `${given} ${part.family}`;
  const suffix = name.slice(start.length).replace(/^,? /, "");
  if (!name.startsWith(start) || (suffix !== "" && !SUFFIX.test(suffix))) return nameOf(author);
  const split = lastFirst(part.family, given, suffix || undefined);
  // A particle at the end of the given name stays there.
  return spaced([given]) === ("given" in split ? split.given : "")
    ? split
    : { family: part.family, given, ...(suffix ? { suffix } : {}) };
}

/** The parts of a name for the catalogue, in which particles belong to the family name. */
export function partOfName(name: NameParts): AuthorPart | null {
  if ("literal" in name) return isOrganization(name.literal) ? { kind: "organization" } : null;
  const family = spaced([name["non-dropping-particle"] ?? "", name.family]);
  return { kind: "person", family, given: name.given || null };
}

function withSuffix(split: NameParts, suffix: string): NameParts {
  return "literal" in split ? split : { ...split, suffix };
}

/** "Beethoven, Ludwig van", "van Beethoven, Ludwig" and "de la Cruz, Juana". */
function lastFirst(family: string, given: string, suffix: string | undefined): NameParts {
  const [before, own] = leading(family.split(" "));
  const words = given.split(" ");
  const first = words.findLastIndex((word) => !PARTICLE.test(word)) + 1;
  const behind = first > 0 ? words.slice(first) : [];
  const particles = spaced([...behind, ...before]);
  return {
    family: spaced(own),
    given: spaced(first > 0 ? words.slice(0, first) : words),
    ...(particles ? { "non-dropping-particle": particles } : {}),
    ...(suffix ? { suffix } : {}),
  };
}

/** Divides the words of a family name into its particles and the rest, which is never empty. */
function leading(words: readonly string[]): [string[], string[]] {
  const at = words.findIndex((word, place) => !PARTICLE.test(word) || place === words.length - 1);
  return [words.slice(0, at), words.slice(at)];
}

function displayedOf(name: string): NameParts | null {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const suffix = words.length > 2 && SUFFIX.test(last) ? words.pop() : undefined;
  if (words.length < 2 || PARTICLE.test(words[0] ?? "")) return null;
  let from = words.length - 1;
  while (from > 1 && PARTICLE.test(words[from - 1] ?? "")) from -= 1;
  const [particles, family] = leading(words.slice(from));
  return {
    family: spaced(family),
    given: spaced(words.slice(0, from)),
    ...(particles.length > 0 ? { "non-dropping-particle": spaced(particles) } : {}),
    ...(suffix ? { suffix } : {}),
  };
}

/** Puts a name together as it is displayed. */
export function displayName(name: NameParts): string {
  if ("literal" in name) return name.literal;
  return spaced([name.given, name["non-dropping-particle"] ?? "", name.family, name.suffix ?? ""]);
}
