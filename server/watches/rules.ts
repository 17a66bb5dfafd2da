import { arxivTerms, isArxivCategory } from "@/server/papers/sources/listings/rules";
import { inZone } from "@/server/platform/time/local-time";
import { occurrencesAfter } from "@/server/platform/time/recurrence";
import type { WatchKind } from "./schema";

/** The place that a watch looks at: a feed's address; or words, for arXiv with its categories before them. */
export interface Place {
  kind: WatchKind;
  query: string;
}

/** Days in a row on which a watch may fail before it stops. */
export const FAILING_DAYS = 7;
/** Days for which a suggestion is shown. */
export const SUGGESTED_DAYS = 60;

/** The time of day at which a group's organizers are told of suggestions, on the group's clock. */
const TELLING_TIME = "08:00";

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MINUTES = 24 * 60;
const TWO_DAYS = 2 * 864e5;
const NAME = 100;

/** Reads a text as a place. @param kind where words are looked for; null for what the text itself says */
export function placeOf(text: string, kind: WatchKind | null): Place {
  const query = text.replace(/\s+/g, " ").trim();
  const category = categoryOf(query);
  if (category && (kind === null || kind === "arxiv")) return { kind: "arxiv", query: category };
  if (kind === "feed" || (kind === null && /^(?:https?|feed):\/\//i.test(query)))
    return { kind: "feed", query: addressOf(query) };
  if (kind !== null) return { kind, query };
  const { categories } = arxivTerms(query);
  return { kind: categories.length > 0 ? "arxiv" : "openalex", query };
}

/** The category that an address of arXiv lists, as a page or as a feed; null for other texts. */
function categoryOf(text: string): string | null {
  const [, found = ""] =
    /^https?:\/\/(?:www\.|export\.|rss\.)?arxiv\.org\/(?:list|rss|atom)\/([\w.+-]+?)(?:\/\w+)?\/?(?:\?.*)?$/i.exec(
      text,
    ) ?? [];
  const categories = found.split("+");
  return categories.every(isArxivCategory) ? categories.join(" ") : null;
}

/** The address of a feed as the URL standard writes it. */
function addressOf(text: string): string {
  const address = text.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:/i, "https:");
  const whole = /^https?:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(whole)) return text;
  const url = new URL(whole);
  url.hash = "";
  return url.href;
}

/** The name of a new watch. @param title that of the list itself */
export function nameOfPlace({ kind, query }: Place, title = ""): string {
  if (kind === "feed") {
    const host = URL.canParse(query) ? new URL(query).hostname : query;
    return (title || host).slice(0, NAME).trim();
  }
  if (kind !== "arxiv") return query.slice(0, NAME).trim();
  const { categories, words } = arxivTerms(query);
  const parts = [categories.join(", "), words.join(" ")].filter(Boolean);
  return (parts.join(": ") || query).slice(0, NAME).trim();
}

/** Says what is wrong with a place; null if nothing is. */
export function placeProblem({ kind, query }: Place): string | null {
  if (kind !== "arxiv") return null;
  const { categories, words } = arxivTerms(query);
  return categories.length + words.length > 0 ? null : "Name a category of arXiv, or words.";
}

/**
 * The next time at which a watch looks: once on each day of its owner's calendar, at a minute that follows from its id, so
 * that the watches of a site are spread over the day.
 */
export function nextLookAt(watchId: string, timeZone: string, after: Date): Date {
  // The last digits of an id are drawn at random.
  const minute = Number.parseInt(watchId.slice(-6), 16) % MINUTES;
  const part = (number: number) => String(number).padStart(2, "0");
  const time = `${part(Math.floor(minute / 60))}:${part(minute % 60)}`;
  const { value } = occurrencesAfter({ on: { weekdays: EVERY_DAY }, time, timeZone }, after).next();
  return value.at;
}

/** The day of suggestions in which an instant is: it ends when organizers are told of them, all at once. */
export function tellingDayOf(at: Date, timeZone: string): { since: Date; until: Date } {
  const recurrence = { on: { weekdays: EVERY_DAY }, time: TELLING_TIME, timeZone };
  const tellings = occurrencesAfter(recurrence, new Date(at.getTime() - TWO_DAYS));
  let since = tellings.next().value.at;
  for (const { at: until } of tellings) {
    if (until >= at) return { since, until };
    since = until;
  }
  throw new RangeError("A day has no end.");
}

/** When the day of an instant began on its owner's calendar. */
export function startOfDay(at: Date, timeZone: string): Date {
  return new Date(inZone(at, timeZone).startOfDay().epochMilliseconds);
}

/**
 * Chooses what a watch brings today: the first ones, as its place lists the newest first. The rest is left: it comes on
 * the next day unless newer papers do.
 */
export function chooseForToday<Paper>(
  fresh: readonly Paper[],
  { perDay, broughtToday }: { perDay: number; broughtToday: number },
): { chosen: Paper[]; left: number } {
  const chosen = fresh.slice(0, Math.max(0, perDay - broughtToday));
  return { chosen, left: fresh.length - chosen.length };
}
