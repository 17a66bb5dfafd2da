import { z } from "zod";
import { authorKey } from "@/server/papers/authors/schema";
import { emailAddress, line } from "@/server/platform/text/inputs";
import { timeZone } from "@/server/platform/time/zones";
import { CADENCES } from "./schedule/rules";

/** Subscriptions of one person: more would be a mistake. */
export const SUBSCRIPTIONS_MAX = 20;
/** Sources of one subscription. */
export const SOURCES_MAX = 40;
/** Characters of a saved search; the same limit as in search. */
export const QUERY_MAX = 200;
/** Digests that a person may send at once, per hour. */
export const NOW_PER_HOUR = 6;

export const LENGTHS = ["short", "full"] as const;
export type Length = (typeof LENGTHS)[number];

const localDay = z.iso
  .date("Choose a day.")
  .refine((value) => /^20\d\d/.test(value), "Choose a day of this century.");

/** Sources open to everyone, with or without an account. */
export const publicSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("trending") }),
  z.object({ kind: z.literal("topic"), topic: z.string().min(1).max(60) }),
  z.object({ kind: z.literal("author"), author: authorKey }),
  z.object({
    kind: z.literal("search"),
    query: line(QUERY_MAX, "The search").refine((value) => value !== "", "Enter what to look for."),
  }),
]);
export type PublicSource = z.output<typeof publicSource>;
/** The default source. */
const TRENDING: PublicSource = { kind: "trending" };

/** Sources of a digest, including those of people with an account. */
export const sourceInput = z.discriminatedUnion("kind", [
  ...publicSource.options,
  z.object({ kind: z.literal("group"), group: z.string().min(1).max(100) }),
  z.object({ kind: z.literal("threads") }),
  z.object({ kind: z.literal("answers") }),
  z.object({ kind: z.literal("forYou") }),
]);
export type SourceInput = z.output<typeof sourceInput>;
export type SourceKind = SourceInput["kind"];

/** Whether a source is open to everyone. */
export function isPublicSource(source: SourceInput): source is PublicSource {
  return (
    source.kind === "trending" ||
    source.kind === "topic" ||
    source.kind === "search" ||
    source.kind === "author"
  );
}

/** Returns a key that is equal for two sources about the same thing. */
export function sourceKey(source: SourceInput): string {
  if (source.kind === "topic") return `topic ${source.topic}`;
  if (source.kind === "author") return `author ${source.author}`;
  if (source.kind === "search") return `search ${source.query.toLowerCase()}`;
  return source.kind === "group" ? `group ${source.group}` : source.kind;
}

const weekday = z.int().min(1).max(7);

const SCHEDULE = {
  cadence: z.enum(CADENCES),
  days: z.array(weekday).max(7).default([1]),
  dayOfMonth: z.int().min(1).max(31).default(1),
  hour: z.int().min(0).max(23).default(8),
  minute: z.int().min(0).max(59).default(0),
  timeZone,
  /** The day from which fortnights are counted; defaults to today. */
  fromDay: localDay.optional(),
  length: z.enum(LENGTHS).default("full"),
  skipsEmpty: z.boolean().default(true),
  /** No digest is sent before this day. */
  pausedUntil: localDay.nullable().default(null),
};

function hasDays({ cadence, days }: { cadence: string; days: readonly number[] }) {
  return cadence !== "weekdays" || days.length > 0;
}
const CHOOSE_DAYS = { message: "Choose at least one day.", path: ["days"] };

/** The schedule and form of a digest. */
const scheduleInput = z.object(SCHEDULE);
export type ScheduleFields = z.input<typeof scheduleInput>;

/** Makes a list of sources in which each may appear once. */
const sourceList = <Source extends z.ZodType<SourceInput>>(source: Source) =>
  z
    .array(source)
    .max(SOURCES_MAX, `Choose at most ${SOURCES_MAX} things.`)
    .refine(
      (all) => new Set(all.map(sourceKey)).size === all.length,
      "You chose the same thing twice.",
    );

function hasSources({ cadence, sources }: { cadence: string; sources?: unknown[] | undefined }) {
  return cadence === "off" || sources?.length !== 0;
}
const CHOOSE_SOURCES = { message: "Choose what the digest is about.", path: ["sources"] };

/** A subscription as a person creates or changes it. */
export const subscriptionInput = z
  .object({ ...SCHEDULE, sources: sourceList(sourceInput) })
  .refine(hasDays, CHOOSE_DAYS)
  .refine(hasSources, CHOOSE_SOURCES);
export type SubscriptionFields = z.input<typeof subscriptionInput>;
export type SubscriptionInput = z.output<typeof subscriptionInput>;

export const subscriptionIdInput = z.object({ subscriptionId: z.uuid() });
export const changeInput = z.object({ subscriptionId: z.uuid(), subscription: subscriptionInput });
export const pastInput = z.object({
  subscriptionId: z.uuid(),
  /** The last digest of the page before. */
  cursor: z.uuid().nullish(),
});
export const digestIdInput = z.object({ digestId: z.uuid() });
export const subscribeInput = z.object({
  email: emailAddress,
  timeZone: timeZone.default("UTC"),
  about: publicSource.default(TRENDING),
});
export const linkInput = z.object({ token: z.string().min(20).max(2000) });
/** Changes that a signed link allows: to the schedule and, without an account, also to the sources. */
export const byLinkInput = z
  .object({ ...SCHEDULE, sources: sourceList(publicSource).optional() })
  .refine(hasDays, CHOOSE_DAYS)
  .refine(hasSources, CHOOSE_SOURCES);
export type ByLinkFields = z.input<typeof byLinkInput>;
export const changeByLinkInput = z.object({ ...linkInput.shape, subscription: byLinkInput });

/** Signed link to confirm a subscription: the address, its request, and when it was made (milliseconds). */
export const SUBSCRIBE = {
  name: "subscribe",
  content: z.object({
    email: z.string(),
    timeZone: z.string(),
    askedAt: z.number(),
    about: publicSource.default(TRENDING),
  }),
};
/** Signed link to end a subscription: its id, and the address the email went to. */
export const UNSUBSCRIBE = {
  name: "unsubscribe",
  content: z.object({ id: z.uuid(), email: z.string() }),
};
/** Signed link to show and change a subscription: its id, and the address the email went to. */
export const MANAGE = {
  name: "manage-subscription",
  content: z.object({ id: z.uuid(), email: z.string() }),
};

/** Writes the digests that are due, then sends waiting ones. */
export const TICK = { name: "digests.tick", payload: z.unknown() };
/** Sends waiting digests. */
export const SEND = { name: "digests.send", payload: z.unknown() };
// The job signs the link itself, so that none waits in the queue.
export const CONFIRM_MAIL = {
  name: "digests.confirmMail",
  payload: z.object({
    email: z.string(),
    timeZone: z.string(),
    askedAt: z.coerce.date(),
    about: publicSource.default(TRENDING),
  }),
};

/**
 * The reason why an item is in a digest: the source that found it. Everything else is read when the digest is
 * shown.
 */
export const itemReason = z.object({
  source: z.enum([
    "trending",
    "topic",
    "search",
    "author",
    "group",
    "threads",
    "answers",
    "forYou",
  ]),
  /**
   * The name of the topic or author, the search, or the sentence that says why a paper is recommended; of a suggestion, the instant of the
   * digest before (ISO).
   */
  of: z.string().optional(),
});
export type ItemReason = z.output<typeof itemReason>;
