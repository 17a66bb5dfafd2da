// OpenReview. Its second API wraps each field in an object; older venues are at the first one only.
import { z } from "zod";
import { dateOf } from "./reading/dates";
import { authorOf } from "./reading/people";
import { abstractOf, paragraphsOf, titleOf } from "./reading/texts";
import {
  identifiersFrom,
  type Mapped,
  readJson,
  type Source,
  type Status,
  Unreadable,
} from "./record";

const moment = z.number().nullish();
const shape = z.object({
  notes: z.array(
    z.object({
      id: z.string(),
      forum: z.string().nullish(),
      invitation: z.string().nullish(),
      invitations: z.array(z.string()).nullish(),
      pdate: moment,
      odate: moment,
      cdate: moment,
      ddate: moment,
      content: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});
type Note = z.output<typeof shape>["notes"][number];

/** A field of a note, in the shape of either API. */
function fieldOf(note: Note, name: string): unknown {
  const held = note.content?.[name];
  return typeof held === "object" && held !== null && "value" in held ? held.value : held;
}

function textIn(note: Note, name: string): string {
  const value = fieldOf(note, name);
  return typeof value === "string" ? value : "";
}

/** The day of a moment in milliseconds, in UTC. */
function dayOf(at: number | null | undefined): string | null {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : dateOf(date.toISOString());
}

function statusOf(note: Note): Status {
  const marks = [note.invitation, ...(note.invitations ?? []), textIn(note, "venueid")];
  const isWithdrawn =
    Boolean(note.ddate) ||
    textIn(note, "withdrawal_confirmation") !== "" ||
    marks.some((mark) => /withdrawn_submission/i.test(mark ?? ""));
  return isWithdrawn ? { is: "withdrawn", reason: null } : { is: "current" };
}

export const openreview: Source = {
  name: "OpenReview",
  answers: ["openreview"],
  // 400 and 403 are its answers to an unknown note, and to one that is not public.
  missing: [400, 403, 404],
  pace: { requests: 2, perSeconds: 1 },
  addressesOf: ({ value }) =>
    ["api2", "api"].map(
      (host) => `https://${host}.openreview.net/notes?id=${encodeURIComponent(value)}`,
    ),
  read(body, { value }): Mapped {
    const parsed = shape.safeParse(readJson(body));
    if (!parsed.success) throw new Unreadable("The answer holds no notes of OpenReview.");
    const [note] = parsed.data.notes;
    if (!note) return { none: "no such paper" };
    if (note.id !== value) throw new Unreadable("The note is another one.");
    const title = titleOf(textIn(note, "title"));
    // A comment or a review belongs to the forum of a paper.
    if ((note.forum && note.forum !== note.id) || title === "") return { none: "not a paper" };
    const names = fieldOf(note, "authors");
    return {
      record: {
        title,
        authors: (Array.isArray(names) ? names : []).flatMap((name: unknown) =>
          typeof name === "string" ? (authorOf(name) ?? []) : [],
        ),
        abstract: abstractOf(textIn(note, "abstract")),
        venue: paragraphsOf(textIn(note, "venue")) || null,
        date: dayOf(note.pdate ?? note.odate ?? note.cdate),
        identifiers: identifiersFrom(["openreview", note.id]),
        versions: [],
        status: statusOf(note),
      },
    };
  },
};
