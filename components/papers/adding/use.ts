import { type PaperCard, paperFields } from "@/server/papers/schema";
import type { RouterInputs, RouterOutputs } from "@/trpc/client";

/** One paper of a pasted text. */
export type Piece = RouterOutputs["papers"]["readPasted"]["pieces"][number];
/** The answer to the question for one paper. */
export type Fetched = RouterOutputs["papers"]["fetchPasted"];
/** The fields of a paper to add. */
export type Fields = RouterInputs["papers"]["add"];

/** The key of the answer for one piece of a pasted text. */
export const fetchedKey = (text: string) => ["papers", "fetchPasted", text] as const;

/** The words of a piece by which a source is asked, if it has no identifier: all that it says of its paper. */
export function wordsOf({ kind, text, draft }: Pick<Piece, "kind" | "text" | "draft">): string {
  if (kind !== "words") return "";
  const { authors, title, venue, publishedOn } = draft;
  if (authors.length === 0) return text;
  return [authors.slice(0, AUTHORS_ASKED).join(", "), title, venue, publishedOn.slice(0, 4)]
    .filter(Boolean)
    .join(". ");
}

/** The uses of a paper once the catalogue has it. */
export interface PaperUse {
  /** The group whose nominations are marked. */
  group?: string | undefined;
  /** The word on the button for a new paper. */
  add: string;
  /** The word on the button for a paper of the catalogue; without one, a link leads to its page. */
  take?: string | undefined;
  /** The word on the button for all papers at once, where several may be taken. */
  all?: string | undefined;
  /** Takes papers of the catalogue. @param before whether the group has chosen the only one before */
  onTake?: ((papers: PaperCard[], before: boolean) => unknown) | undefined;
  /** Takes a paper in more steps, such as with a pitch. */
  more?: { word: string; onTake(paper: PaperCard, before: boolean): void } | undefined;
  /** The page to open once the only paper of a text is added. */
  pathAfter?: ((paper: PaperCard) => string) | undefined;
}

/** Authors that a source is asked for: the first ones tell papers apart. */
const AUTHORS_ASKED = 5;
/** Identifiers of one paper, as the catalogue takes them. */
const IDENTIFIERS = 50;

/** The fields of a paper as its source has them, and as an export has them where the source says nothing. */
export function fieldsOf(
  fetched: Extract<Fetched, { outcome: "found" }>,
  { draft }: Pick<Piece, "draft">,
): Fields {
  const { authors, people, abstract, venue, publishedOn, ...paper } = fetched.paper;
  return {
    ...paper,
    ...(authors.length > 0
      ? { authors, people }
      : { authors: draft.authors, people: draft.people }),
    abstract: abstract || draft.abstract,
    venue: venue || draft.venue,
    publishedOn: publishedOn || draft.publishedOn,
    // All identifiers of one reference are those of one paper. A sentence may name others.
    identifiers: [...paper.identifiers, ...(draft.title === "" ? [] : draft.identifiers)].slice(
      0,
      IDENTIFIERS,
    ),
  };
}

/** Answers of a source after which a paper can be added as it was pasted. */
const WITHOUT_SOURCE: readonly string[] = ["no answer", "not there yet", "no source"];

/** The fields of a paper as they were pasted, if they are enough for one and no source has more; else null. */
export function ownFieldsOf({ kind, draft }: Piece, fetched: Fetched | undefined): Fields | null {
  const isAlone =
    kind === "words" ||
    kind === "unknown page" ||
    (fetched !== undefined && WITHOUT_SOURCE.includes(fetched.outcome));
  return isAlone && paperFields.safeParse(draft).success ? { ...draft, pasted: true } : null;
}
