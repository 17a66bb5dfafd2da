import { z } from "zod";
import { line, listPosition, prose } from "@/server/platform/text/inputs";
import { valueIn } from "../pasting/rules";
import {
  ABSTRACT_MAX,
  authorNames,
  identifier as furtherIdentifier,
  IDENTIFIERS_MAX,
  paperFields,
  publishedOn,
  slugInput,
  venue,
} from "../schema";

/** Characters of a reason: a few sentences, because the history shows many of them. */
export const REASON_MAX = 500;
/** Characters of a typed identifier or of a link to it. */
const TYPED_MAX = 400;

/** An identifier, typed by itself or as a link. */
function identifier(read: (text: string) => string | null, say: string) {
  return z
    .string()
    .max(TYPED_MAX, say)
    .transform((typed, context) => {
      if (typed.trim() === "") return "";
      const id = read(typed);
      if (id !== null) return id;
      context.addIssue({ code: "custom", message: say });
      return z.NEVER;
    });
}

const partOfName = line(200, "This part of a name");
/** The kind of an author, with the known parts of the name. */
const authorPart = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("person"),
    family: partOfName.refine((family) => family !== "", "Enter the family name."),
    given: partOfName.nullable().transform((given) => given || null),
  }),
  z.object({ kind: z.literal("organization") }),
]);

/** The fields of a paper that can be corrected. Papers from files may lack authors or an abstract. */
export const correctedFields = z.object({
  title: paperFields.shape.title,
  authors: authorNames,
  /** For each author in order. Without it, authors who are still there keep theirs. */
  authorParts: z.array(authorPart.nullable()).max(500, "At most 500 authors.").optional(),
  url: paperFields.shape.url,
  arxivId: identifier(
    (text) => valueIn(text, "arxiv"),
    "This is not an arXiv ID, such as 1706.03762.",
  ).default(""),
  doi: identifier(
    (text) => valueIn(text, "doi"),
    "This is not a DOI, such as 10.1145/3292500.3330701.",
  ).default(""),
  /** Further ones. Without it, those of the paper stay. */
  identifiers: z
    .array(furtherIdentifier)
    .max(IDENTIFIERS_MAX, "At most 50 identifiers.")
    .optional(),
  venue: venue.default(""),
  publishedOn: publishedOn.default(""),
  abstract: prose(ABSTRACT_MAX, "The abstract").default(""),
});

const reason = prose(REASON_MAX, "The reason");
const note = reason.default("");
const needed = reason.refine((value) => value !== "", "Say why, in a few words.");
/** The version of the paper that somebody saw when they decided. */
const basedOn = z.number().int().min(0).max(2_147_483_647);

/** The fields as typed in the form, with one author per line. The parts of their names stand beside them. */
const typedFields = correctedFields.omit({ authorParts: true }).extend({
  authors: z
    .string()
    .max(100_000, "At most 500 authors.")
    .transform((text) => text.split(/\r?\n/).filter((author) => author.trim() !== ""))
    .pipe(correctedFields.shape.authors),
});
export const editForm = typedFields.extend({ reason: note });
export const suggestForm = typedFields.extend({ reason: needed });

const onPaper = { paperId: z.uuid() };
export const paperIdInput = z.object(onPaper);
export const editInput = correctedFields.extend({ ...onPaper, basedOn, reason: note });
export const suggestInput = correctedFields.extend({ ...onPaper, basedOn, reason: needed });
export const undoForm = z.object({ reason: note });
export const undoInput = undoForm.extend({ changeId: z.uuid() });
export const declineForm = z.object({ reason: needed });
export const suggestionIdInput = z.object({ suggestionId: z.uuid() });
export const acceptInput = suggestionIdInput.extend({ basedOn });
export const declineInput = declineForm.extend({ suggestionId: z.uuid() });
export const historyInput = slugInput.extend({ page: listPosition });

/** Tells the person who added a paper that somebody else changed it. */
export const PAPER_CHANGED = {
  name: "papers.changed",
  payload: z.object({ changeId: z.uuid() }),
};

/** Tells the person who added the paper, and moderators, of a suggestion; then the person who made it of the answer. */
export const SUGGESTED = {
  name: "papers.suggested",
  payload: z.object({ suggestionId: z.uuid() }),
};
export const SUGGESTION_ANSWERED = {
  name: "papers.suggestionAnswered",
  payload: z.object({ suggestionId: z.uuid() }),
};
