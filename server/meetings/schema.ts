import { z } from "zod";
import { momentIn } from "@/server/ballots/schema";
import { line, listPosition, pageNumber, prose, webAddress } from "@/server/platform/text/inputs";

export const PLACE_MAX = 200;
export const MINUTES_MIN = 10;
export const MINUTES_MAX = 720;
/** The default length of a meeting. */
export const MINUTES_USUAL = 90;
/** Bounds the cost of rendering. Notes of a long evening have about as many characters. */
export const TEXT_MAX = 20_000;
/** Attachments of one meeting. */
export const LINKS_MAX = 30;
/** Characters of their addresses together, each of which its page has twice. Most have fewer than 100. */
export const LINK_CHARACTERS_MAX = 12_000;
/** Future periods away of a member in one group. */
export const AWAY_MAX = 20;
export const EVERY_WEEKS_MAX = 12;

const minutes = z.coerce
  .number("Enter the number of minutes.")
  .int("Whole minutes only.")
  .min(MINUTES_MIN, `At least ${MINUTES_MIN} minutes.`)
  .max(MINUTES_MAX, `At most ${MINUTES_MAX} minutes, which is twelve hours.`);
const place = line(PLACE_MAX, "The place").default("");
/** The address of a video call, or empty. */
const link = z.union([z.literal(""), webAddress], {
  error: "Enter a link that starts with https://, or leave this empty.",
});
const how = { minutes: minutes.default(MINUTES_USUAL), place, link: link.default("") };

/** Time, length and place. An existing meeting keeps the fields that are left out. */
export const meetingInput = z.object({
  readingId: z.uuid(),
  startsAt: z.coerce.date(),
  minutes: minutes.optional(),
  place,
  link: link.optional(),
});
/** A meeting about any paper of the catalogue. */
export const planInput = z.object({ paperId: z.uuid(), startsAt: z.coerce.date(), ...how });

/** The form of a meeting: the procedure's input, with the time in the group's time zone. */
export function meetingForm(timeZone: string) {
  return meetingInput.extend({ startsAt: momentIn(timeZone), ...how });
}
/** The form of a meeting about any paper. */
export function planForm(timeZone: string) {
  return planInput.extend({
    paperId: z.uuid("Choose a paper."),
    startsAt: momentIn(timeZone),
  });
}

export const meetingIdInput = z.object({ meetingId: z.uuid() });
export const listInput = z.object({ page: listPosition, ahead: listPosition });
export const rsvpInput = meetingIdInput.extend({ answer: z.enum(["yes", "maybe", "no"]) });
/** Says that the viewer has read a paper, or takes it back. */
export const markReadInput = z.object({ readingId: z.uuid(), on: z.boolean() });
export const presenterInput = meetingIdInput.extend({
  /** Null for nobody yet. */
  handle: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/, "This is not a valid handle.")
    .nullable(),
});

const kind = z.enum(["agenda", "notes"]);
export type TextKind = z.output<typeof kind>;
const words = { agenda: "The agenda", notes: "The text of the notes" } as const;
const body = prose(TEXT_MAX, "This text");
export const textInput = meetingIdInput.extend({ kind });
export const saveTextInput = textInput.extend({
  body,
  /** The version on the screen when writing began; 0 if there was none. */
  basedOn: z.number().int().min(0).max(1_000_000),
});
export const versionInput = textInput.extend({ version: z.number().int().min(1).max(1_000_000) });
export const previewInput = z.object({ body });
/** The form of an agenda or notes. */
export function textForm(of: TextKind) {
  return z.object({ body: prose(TEXT_MAX, words[of]) });
}

export const addLinkInput = meetingIdInput.extend({
  title: line(120, "The title").refine((value) => value !== "", "Enter a title for the link."),
  url: webAddress,
});
/** The form that attaches a link. */
export const linkForm = addLinkInput.omit({ meetingId: true });
export const linkInput = z.object({ linkId: z.uuid() });

const day = z.iso
  .date("Choose a date.")
  .refine((value) => /^20\d\d/.test(value), "Choose a day of this century.");
export const slotInput = z.object({
  fromDay: day,
  everyWeeks: z.coerce.number().int().min(1).max(EVERY_WEEKS_MAX),
  weekday: z.coerce.number().int().min(1).max(7),
  time: z.iso.time({ precision: -1, error: "Choose a time." }),
  ...how,
  rotates: z.boolean().default(false),
  /** Whether planned meetings at the time before move to the new one. */
  movesPlanned: z.boolean().default(false),
});

export const awayInput = z
  .object({ fromDay: day, lastDay: day })
  .refine(({ fromDay, lastDay }) => lastDay >= fromDay, {
    message: "The last day is before the first day.",
    path: ["lastDay"],
  })
  .refine(({ fromDay, lastDay }) => Date.parse(lastDay) - Date.parse(fromDay) <= 366 * 864e5, {
    message: "Enter at most one year at a time.",
    path: ["lastDay"],
  });
export const awayIdInput = z.object({ awayId: z.uuid() });
export const feedInput = z.object({ feedId: z.uuid() });

/** Filters of a group's history, from an address. Invalid ones are ignored. */
export const historyInput = z.object({
  q: line(100, "The search text").default("").catch(""),
  year: z.coerce.number().int().min(1900).max(2200).nullable().default(null).catch(null),
  /** The presenter's handle. */
  presenter: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/)
    .nullable()
    .default(null)
    .catch(null),
  page: pageNumber.default(1),
});

const pollJob = z.object({ pollId: z.uuid() });
/** The event that a group is asked when it can meet. server/notifications tells the members. */
export const DATE_POLL_OPENED = { name: "meetings.datePollOpened", payload: pollJob };
/** The event that a poll ended without a clear best time. server/notifications tells the organizers. */
export const DATE_POLL_UNDECIDED = { name: "meetings.datePollUndecided", payload: pollJob };
/** The event that an organizer ended a poll without a time. server/notifications tells the members. */
export const DATE_POLL_ENDED = { name: "meetings.datePollEnded", payload: pollJob };
/** A poll that may be over: everybody may have answered, or its time is up. */
export const DATE_POLL_DUE = { name: "meetings.datePollDue", payload: pollJob };

/** The event that a meeting was planned, changed or cancelled. server/notifications tells the members. */
export const MEETING_CHANGED = {
  name: "meetings.changed",
  /** The person who caused it; null for the clock. */
  payload: z.object({ meetingId: z.uuid(), byId: z.uuid().nullable() }),
};

/** Signed link to RSVP to a meeting for a person; the time of sending is in milliseconds. */
export const RSVP = {
  name: "answer-by-mail",
  content: z.object({ personId: z.uuid(), meetingId: z.uuid(), sentAt: z.number() }),
};
