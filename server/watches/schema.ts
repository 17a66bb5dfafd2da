import { z } from "zod";
import { line, name, webAddress } from "@/server/platform/text/inputs";

export const WATCH_KINDS = ["arxiv", "feed", "crossref", "openalex"] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

/** Most watches of one group, and of the site: each asks another server once a day. */
export const WATCHES_MAX = 30;
/** Most papers that a watch may bring on one day. */
export const PER_DAY_MAX = 20;
export const PER_DAY_USUAL = 5;
/** Characters of a query. It is an entry of an index, which takes 2,704 bytes. */
export const QUERY_MAX = 500;
/** Most feeds of a pasted list. */
export const FEEDS_MAX = 200;

/** A list of feeds is the longest text that can be pasted. */
const PASTED_MAX = 100_000;

const perDay = z
  .number("Enter a whole number.")
  .int("Enter a whole number.")
  .min(1, "A watch brings at least one paper a day.")
  .max(PER_DAY_MAX, `A watch brings at most ${PER_DAY_MAX} papers a day.`);
const watchName = name(100, "The name");
const kind = z.enum(WATCH_KINDS);

const query = line(QUERY_MAX, "The query").pipe(z.string().min(1, "Say what to look for."));

/** The place that a watch looks at. */
export const placeInput = z
  .object({ kind, query })
  .refine(
    (place) => place.kind !== "feed" || webAddress.safeParse(place.query).data === place.query,
    {
      error: "This is not the address of a feed.",
      path: ["query"],
    },
  );

/** A text for a new watch, and where words are looked for; null for what the text itself says. */
export const lookInput = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Paste the address of a feed, or type a category or words.")
    .max(PASTED_MAX, "This text is too long."),
  kind: kind.nullable(),
});

/** A watch to set up. */
export const newWatchInput = z.object({ place: placeInput, name: watchName, perDay });
export const addInput = z.object({
  watches: z
    .array(newWatchInput)
    .min(1, "Choose at least one.")
    .max(WATCHES_MAX, `A group has at most ${WATCHES_MAX} watches.`),
});
/** The name of a watch and its limit. */
export const settingsForm = z.object({ name: watchName, perDay });
export const changeForm = settingsForm.extend({ query });
export const changeInput = changeForm.extend({ watchId: z.uuid() });
export const pauseInput = z.object({ watchId: z.uuid(), paused: z.boolean() });
export const watchInput = z.object({ watchId: z.uuid() });
export const dismissInput = z.object({ suggestionId: z.uuid() });

export const SWEEP_WATCHES = { name: "watches.sweep", payload: z.unknown() };
/** Tells a group's organizers of what its watches have suggested in a span of time. */
export const TELL_OF_SUGGESTIONS = {
  name: "watches.suggested",
  payload: z.object({ groupId: z.uuid(), since: z.coerce.date(), until: z.coerce.date() }),
};
export const RUN_WATCH = { name: "watches.run", payload: z.object({ watchId: z.uuid() }) };
