import {
  IDENTIFIER_TYPES,
  type Identifier,
  type IdentifierType,
  identifierOf,
} from "../../pasting/identifiers";

/** Signs that would end an entry, a field or a value in one of the formats. */
const SIGNS = /[{}\\%\s;,"<>]/g;
/** Identifiers of one entry that are read. */
const MOST = 50;

/**
 * Writes identifiers as one text without line ends, for formats that have no field for them: "openalex:W2741809807
 * pmid:31452104".
 */
export function writeIdentifiers(ids: readonly Identifier[]): string {
  return ids
    .map(({ type, value }) => `${type}:${value.replace(SIGNS, encodeURIComponent)}`)
    .join(" ");
}

/** Reads identifiers that `writeIdentifiers` has written. Anything else is passed over. */
export function readIdentifiers(text: string): Identifier[] {
  return text
    .trim()
    .split(/\s+/, MOST)
    .flatMap((word) => {
      const [, type = "", written = ""] = /^([a-z]+):(.+)$/s.exec(word) ?? [];
      const isType = (IDENTIFIER_TYPES as readonly string[]).includes(type);
      return (isType && identifierOf(type as IdentifierType, decoded(written))) || [];
    });
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Identifiers of one type, as programs expect them in a field of their own. */
export function valuesOf(ids: readonly Identifier[], type: IdentifierType): string {
  return ids
    .filter((id) => id.type === type)
    .map(({ value }) => value)
    .join(" ");
}
