import { diffWordsWithSpace } from "diff";
import type { AuthorPart } from "@/server/papers/catalogue/authors/rules";
import { identifierText } from "@/server/papers/catalogue/identifiers/rules";
import { FIELD_WORDS, type Field, type PaperFields } from "@/server/papers/corrections/rules";
import type { OriginKind } from "@/server/papers/origins/rules";

/** Words that may differ before the comparison is given up: its time grows with their square. */
const MOST_CHANGES = 300;
/** Characters of unchanged text that are shown beside a change. */
const BESIDE = 80;

/** A piece of a changed text. */
export interface Part {
  text: string;
  kind: "same" | "gone" | "new";
}

/** The name of a field, as a heading. That of arXiv begins with a small letter everywhere. */
export function fieldTitle(field: Field): string {
  const words = FIELD_WORDS[field];
  return words.startsWith("arXiv") ? words : words[0]?.toUpperCase() + words.slice(1);
}

/** The value of a field as one text: one author or identifier per line. */
export function fieldText(value: PaperFields[Field]): string {
  return typeof value === "string" ? value : value.map(entryText).join("\n");
}

function entryText(entry: string | PaperFields["identifiers"][number] | AuthorPart | null): string {
  if (entry === null) return "not said";
  if (typeof entry === "string") return entry;
  if ("type" in entry) return identifierText(entry);
  if (entry.kind === "organization") return "organization";
  return entry.given ? `${entry.family}, ${entry.given}` : entry.family;
}

/** Compares two texts word by word. Long stretches that both have are cut to what stands beside a change. */
export function differenceBetween(before: string, after: string): Part[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: MOST_CHANGES });
  const parts: Part[] = found
    ? found.map(({ value, added, removed }) => ({
        text: value,
        kind: added ? "new" : removed ? "gone" : "same",
      }))
    : [
        { text: before, kind: "gone" },
        { text: after, kind: "new" },
      ];
  return parts
    .filter(({ text }) => text !== "")
    .map((part, at, all) => {
      if (part.kind !== "same") return part;
      return { ...part, text: cutMiddle(part.text, at > 0, at < all.length - 1) };
    });
}

/** Cuts unchanged text, except where it stands beside a change. */
function cutMiddle(text: string, afterChange: boolean, beforeChange: boolean): string {
  const letters = [...text];
  const kept = BESIDE * (Number(afterChange) + Number(beforeChange));
  if (letters.length <= kept + BESIDE) return text;
  const start = afterChange ? letters.slice(0, BESIDE).join("") : "";
  const end = beforeChange ? letters.slice(-BESIDE).join("") : "";
  return `${start} … ${end}`;
}

interface Named {
  name: string;
}

interface Origin {
  kind: OriginKind | null;
  name: string;
  change: { version: number; changedBy: Named | null } | null;
}

/** Says where a field came from, and the person by whom. */
export function originInWords({ kind, name, change }: Origin, addedBy: Named | null) {
  const added = addedBy?.name ?? null;
  switch (kind) {
    case "typed":
      return { words: "Entered", by: added };
    case "pasted":
      return { words: "Pasted", by: added };
    case "file":
      return { words: `From an imported file (${name})`, by: null };
    case "source":
      return { words: change ? `Completed from ${name}` : `From ${name}`, by: null };
    case "correction":
      return { words: "Corrected", by: change?.changedBy?.name ?? null };
    case "repair":
      return { words: "Damaged text repaired", by: null };
    default:
      return { words: "Not known", by: null };
  }
}
