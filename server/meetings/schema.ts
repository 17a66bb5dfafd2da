import { z } from "zod";
import { momentIn } from "@/server/ballots/schema";
import { line, pageNumber, prose, webAddress } from "@/server/platform/text/inputs";

export const PLACE_MAX = 200;
export const MINUTES_MIN = 10;
export const MINUTES_MAX = 720;
/** How long a meeting lasts where nobody says otherwise. */
export const MINUTES_USUAL = 90;
/** Bounds what rendering costs; notes of a long evening have about as many characters. */
export const TEXT_MAX = 20_000;
/** Attachments of one meeting. */
export const LINKS_MAX = 30;
/** Stretches of days, each of them, that a member may have ahead in one group. */
export const AWAY_MAX = 20;
export const EVERY_WEEKS_MAX = 12;

const minutes = z.coerce
  .number("Enter the number of minutes.")
  .int("Whole minutes only.")
  .min(MINUTES_MIN, `At least ${MINUTES_MIN} minutes.`)
  .max(MINUTES_MAX, `At most ${MINUTES_MAX} minutes, which is twelve hours.`);
const place = line(PLACE_MAX, "The place").default("");
/** The address of a video call, or nothing. */
const link = z.union([z.literal(""), webAddress], {
  error: "Enter a link that starts with https://, or leave this empty.",
});
const how = { minutes: minutes.default(MINUTES_USUAL), place, link: link.default("") };

/** When, how long and where. What is left out of a meeting that stands is kept. */
export const meetingInput = z.object({
  readingId: z.uuid(),
  startsAt: z.coerce.date(),
  minutes: minutes.optional(),
  place,
  link: link.optional(),
});
/** A meeting about any paper of the catalogue. */
export const planInput = z.object({ paperId: z.uuid(), startsAt: z.coerce.date(), ...how });

/** The form of a meeting: the procedure's input, with the time on the group's clocks. */
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
export const listInput = z.object({
  page: pageNumber.default(1),
  ahead: pageNumber.default(1),
});
export const rsvpInput = meetingIdInput.extend({ answer: z.enum(["yes", "maybe", "no"]) });
export const presenterInput = meetingIdInput.extend({
  /** Null: nobody yet. */
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
  /** The version that was on the screen when writing began; 0 where there was none. */
  basedOn: z.number().int().min(0).max(1_000_000),
});
export const versionInput = textInput.extend({ version: z.number().int().min(1).max(1_000_000) });
export const previewInput = z.object({ body });
/** What somebody types. */
export function textForm(of: TextKind) {
  return z.object({ body: prose(TEXT_MAX, words[of]) });
}

export const addLinkInput = meetingIdInput.extend({
  title: line(120, "The title").refine((value) => value !== "", "Enter a title for the link."),
  url: webAddress,
});
/** What somebody types to attach a link. */
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

/** What is looked for in a group's history, as it stands in an address: what makes no sense is left out. */
export const historyInput = z.object({
  q: line(100, "The search text").default("").catch(""),
  year: z.coerce.number().int().min(1900).max(2200).nullable().default(null).catch(null),
  /** The handle of who presented. */
  presenter: z
    .string()
    .max(60)
    .regex(/^[a-z0-9-]+$/)
    .nullable()
    .default(null)
    .catch(null),
  page: pageNumber.default(1),
});

/** A meeting was planned, changed or cancelled: the group's members are told (server/notifications). */
export const MEETING_CHANGED = {
  name: "meetings.changed",
  /** By whom; null for the clock. */
  payload: z.object({ meetingId: z.uuid(), byId: z.uuid().nullable() }),
};
