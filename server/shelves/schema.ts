import { z } from "zod";
import { line, name, prose, strictPosition } from "@/server/platform/text/inputs";
import { CONTENT_ORDERS, FIRST_YEAR, KEPT, LAST_YEAR, SHELVES } from "./rules";

/** Papers on the three shelves of one person together. All of them are looked at in a search within them. */
export const SHELVED_MAX = 5000;
/** Notes of one person. A search within them reads them all. */
export const NOTES_MAX = 2000;
/** Characters of a note: several pages. */
export const NOTE_MAX = 10_000;
/** Lists of one person, and of one group: all are offered in one window. */
export const LISTS_MAX = 50;
/** Papers on one list. All of them are counted for each line of the lists. */
export const LISTED_MAX = 500;
/** Characters of what a list is about. */
export const LIST_DESCRIPTION_MAX = 300;
/** Papers on one page of a shelf or list. */
export const SHELF_PAGE = 20;
/** Characters of a shared link's secret part: 256 bits in base64url. */
const TOKEN = 43;

const paperId = z.uuid();
const listId = z.uuid();

export const paperInput = z.object({ paperId });
/** Puts the paper where it was: a token of the act that is undone. */
const back = z.string().max(1000).nullable().default(null);
/** Says when somebody had put a paper on a shelf. */
export const SHELF_BACK = {
  name: "back-on-shelf",
  content: z.object({ personId: z.uuid(), paperId, at: z.coerce.date() }),
};
/** Says when a paper had been put on a list, and by which member of its group. */
export const LIST_BACK = {
  name: "back-on-list",
  content: z.object({ listId, paperId, at: z.coerce.date(), addedById: z.uuid().nullable() }),
};

export const keepInput = z.object({
  paperId,
  /** Null takes the paper off. */
  shelf: z.enum(SHELVES).nullable(),
  back,
});
export const tellInput = z.object({
  paperId,
  tell: z.boolean(),
  /** Whether the answer holds for all papers from now on. */
  remember: z.boolean(),
});
/** Null asks each time. */
export const chooseInput = z.object({ tells: z.boolean().nullable() });

const noteBody = prose(NOTE_MAX, "The note").refine((value) => value !== "", {
  error: "Write something, or delete the note.",
});
export const saveNoteInput = z.object({
  paperId,
  /** Null for a new note. */
  noteId: z.uuid().nullable(),
  /** The version of the note that was changed. */
  basedOn: z.number().int().min(0).max(2_147_483_647),
  body: noteBody,
});
export const noteInput = z.object({ noteId: z.uuid() });

export const listForm = z.object({
  name: name(100, "The name of the list"),
  description: line(LIST_DESCRIPTION_MAX, "The description").default(""),
});
export const listInput = z.object({ listId });
export const changeListInput = listForm.extend({ listId });
export const putInput = z.object({ listId, paperId, on: z.boolean(), back });
export const orderListsInput = z.object({
  listIds: z.array(z.uuid()).max(LISTS_MAX, `There are at most ${LISTS_MAX} lists.`),
});
export const shareInput = z.object({
  listId,
  showsOwner: z.boolean(),
  /** Whether the link is replaced by another one, so that the old one works no longer. */
  renew: z.boolean().default(false),
});

/** The part of a shelf or list that is shown, and its order. */
export const contentsForm = z.object({
  order: z.enum(CONTENT_ORDERS).default("recent"),
  /** Words in titles, names of authors and one's own notes. */
  q: line(200, "The search text").default(""),
  topic: z.string().max(60).default(""),
  /** The year of publication; null for any. */
  year: z.number().int().min(FIRST_YEAR).max(LAST_YEAR).nullable().default(null),
  cursor: strictPosition,
});
/** The same for a file, as its address states it; it has no pages. */
export const fileContents = contentsForm.omit({ cursor: true }).extend({
  year: z.coerce.number().int().min(FIRST_YEAR).max(LAST_YEAR).nullable().default(null),
});
export const keptInput = contentsForm.extend({ shelf: z.enum(KEPT) });
export const listPageInput = contentsForm.extend({ listId });
/** Anything that is no token belongs to no list: it is not found, as a link that was withdrawn. */
export const sharedToken = z
  .string()
  .max(200)
  .transform((token) => (token.length === TOKEN ? token : ""));
export const sharedInput = contentsForm.extend({ token: sharedToken });
