// Refuses changes that would make two papers of the catalogue one.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { describePaper, findAlike } from "../catalogue/queries";
import { compare, haveOneName, isSameIdentifier, nextNumbers } from "../catalogue/rules";
import { IDENTIFIERS, type Identifier, type IdentifierType } from "../pasting/identifiers";
import { normalizedTitle } from "../rules";
import { titleInSigns } from "../titles/shown";
import { type Changes, columnsOf, FIELD_WORDS, type Field, type PaperFields } from "./rules";

/**
 * Refuses to make a paper the same as another one: by an identifier, or by its title with a common author.
 * @returns the key of a changed title, with its number among papers of that key
 * @throws Refusal CONFLICT with that paper's address
 */
export async function demandUnique(
  tx: Tx,
  paper: { id: string; fields: PaperFields },
  fields: PaperFields,
  changes: Changes,
): Promise<{ normalizedTitle?: string; namesake?: number }> {
  const { title, arxivId, doi, identifiers, url } = changes;
  if (!(title || arxivId || doi || identifiers || url)) return {};
  const { authorParts } = fields;
  const mine = describePaper({
    ...columnsOf(fields),
    authorParts,
    identifiers: fields.identifiers,
  });
  const others = (await findAlike([mine], tx)).filter(({ id }) => id !== paper.id);
  const titled = title && others.find((other) => compare(mine, other) === "same");
  // A page or a book is that of one paper too, and nothing that was entered is left out without a word.
  const fresh = identifiers?.after.filter((id) => !identifiers.before.some(sameAs(id))) ?? [];
  const owner = others.find((one) => fresh.some((id) => one.identifiers.some(sameAs(id))));
  const other = others.find((one) => haveOneName(mine, one)) ?? owner ?? titled;
  const key = normalizedTitle(fields.title);
  if (!other && key === normalizedTitle(paper.fields.title)) return {};
  if (!other) return { normalizedTitle: key, namesake: nextNumbers(others).get(key) ?? 0 };
  const { field, what } = commonWith(other, fields, other !== owner && !haveOneName(mine, other));
  refuse("CONFLICT", {
    say: `Another paper has this ${what}: “${titleInSigns(other.title)}”.`,
    field,
    details: { slug: other.slug },
  });
}

const sameAs = (id: Identifier) => (other: Identifier) => isSameIdentifier(id, other);

/** Names the field that both papers have in common. */
function commonWith(
  other: { identifiers: readonly Identifier[] },
  fields: PaperFields,
  byTitle: boolean,
): { field: Field; what: string } {
  const holds = (type: IdentifierType, value: string) =>
    other.identifiers.some(sameAs({ type, value }));
  const further = fields.identifiers.find(({ type, value }) => holds(type, value));
  const named = (field: Field) => ({ field, what: FIELD_WORDS[field] });
  if (byTitle) return named("title");
  if (holds("arxiv", fields.arxivId)) return named("arxivId");
  if (holds("doi", fields.doi)) return named("doi");
  if (!further) return named("url");
  const { type, value } = further;
  return { field: "identifiers", what: `identifier (${IDENTIFIERS[type].name}, ${value})` };
}
