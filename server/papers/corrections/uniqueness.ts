// Refuses changes that would make two papers of the catalogue one.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { AuthorPart } from "../catalogue/authors/rules";
import { describePaper, findAlike } from "../catalogue/queries";
import { compare, haveOneName, isSameIdentifier, nextNumbers } from "../catalogue/rules";
import type { IdentifierType } from "../pasting/identifiers";
import { normalizedTitle } from "../rules";
import { titleInSigns } from "../titles/shown";
import { type Changes, columnsOf, FIELD_WORDS, type PaperFields } from "./rules";

/**
 * Refuses to make a paper the same as another one: by an identifier, or by its title with a common author.
 * @returns the key of a changed title, with its number among papers of that key
 * @throws Refusal CONFLICT with that paper's address
 */
export async function demandUnique(
  tx: Tx,
  paper: { id: string; fields: PaperFields; authorParts: (AuthorPart | null)[] },
  fields: PaperFields,
  changes: Changes,
): Promise<{ normalizedTitle?: string; namesake?: number }> {
  if (!(changes.title || changes.arxivId || changes.doi || changes.url)) return {};
  const { authorParts } = paper;
  const mine = describePaper({ ...columnsOf(fields), ...(changes.authors ? {} : { authorParts }) });
  const others = (await findAlike([mine], tx)).filter(({ id }) => id !== paper.id);
  const titled = changes.title && others.find((other) => compare(mine, other) === "same");
  const other = others.find((one) => haveOneName(mine, one)) ?? titled;
  const key = normalizedTitle(fields.title);
  if (!other && key === normalizedTitle(paper.fields.title)) return {};
  if (!other) return { normalizedTitle: key, namesake: nextNumbers(others).get(key) ?? 0 };
  const holds = (type: IdentifierType, value: string) =>
    other.identifiers.some((id) => isSameIdentifier(id, { type, value }));
  const field = !haveOneName(mine, other)
    ? "title"
    : holds("arxiv", fields.arxivId)
      ? "arxivId"
      : holds("doi", fields.doi)
        ? "doi"
        : "url";
  refuse("CONFLICT", {
    say: `Another paper has this ${FIELD_WORDS[field]}: “${titleInSigns(other.title)}”.`,
    field,
    details: { slug: other.slug },
  });
}
