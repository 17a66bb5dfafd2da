import type { Parameters } from "@/components/papers/list/address";
import {
  isPublicSource,
  type PublicSource,
  publicSource,
  SOURCES_MAX,
  type SourceInput,
  type SubscriptionFields,
} from "@/server/digests/schema";
import type { RouterOutputs } from "@/trpc/client";

/**
 * Makes the fields of a new subscription: with the sources that the page's address names, or the most common
 * ones and the viewer's groups.
 */
export function defaultSubscription(
  timeZone: string,
  parameters: Parameters,
  groups: readonly { slug: string }[],
): SubscriptionFields {
  const read = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : null);
  const [topic, author, group, query] = ["topic", "author", "group", "q"].map(read);
  const sources: SourceInput[] = [
    ...(topic ? [{ kind: "topic", topic } as const] : []),
    ...(author ? [{ kind: "author", author } as const] : []),
    ...(group ? [{ kind: "group", group } as const] : []),
    ...(query ? [{ kind: "search", query } as const] : []),
  ];
  return {
    cadence: "weekdays",
    days: [1, 2, 3, 4, 5],
    dayOfMonth: 1,
    hour: 8,
    minute: 0,
    timeZone,
    length: "full",
    skipsEmpty: true,
    pausedUntil: null,
    sources: sources.length > 0 ? sources : usualSources(groups),
  };
}

function usualSources(groups: readonly { slug: string }[]): SourceInput[] {
  const usual: SourceInput[] = [
    { kind: "trending" },
    { kind: "forYou" },
    { kind: "answers" },
    ...groups.map(({ slug }) => ({ kind: "group", group: slug }) as const),
  ];
  return usual.slice(0, SOURCES_MAX);
}

/** A request without an account, in words and as the page's parameters. */
interface SubscriptionRequest {
  about: PublicSource;
  words: string;
  parameters: Record<string, string>;
}

/**
 * Reads a request from the page's parameters; trending papers if they name no known source.
 * @param author the author that they name
 */
export function readRequest(
  parameters: Parameters,
  topics: readonly { slug: string; name: string }[],
  author: { key: string; name: string } | null,
): SubscriptionRequest {
  const topic = topics.find(({ slug }) => slug === parameters.topic);
  if (topic) {
    const about = { kind: "topic" as const, topic: topic.slug };
    return { about, words: `Trending in ${topic.name}`, parameters: { topic: topic.slug } };
  }
  if (author) {
    const about = { kind: "author" as const, author: author.key };
    const parameters = { author: author.key };
    return { about, words: `New papers from ${author.name}`, parameters };
  }
  const search = publicSource.safeParse({ kind: "search", query: parameters.q });
  if (search.success && search.data.kind === "search") {
    const { query } = search.data;
    return { about: search.data, words: `New papers for “${query}”`, parameters: { q: query } };
  }
  return { about: { kind: "trending" }, words: "Trending papers", parameters: {} };
}

type StoredSubscription = RouterOutputs["digests"]["mine"]["subscriptions"][number];

/** Converts a stored subscription to its form's fields. */
export function toFields(subscription: StoredSubscription): SubscriptionFields {
  const { cadence, days, dayOfMonth, hour, minute, timeZone, fromDay } = subscription;
  const { length, skipsEmpty, pausedUntil, ended } = subscription;
  return {
    days,
    dayOfMonth,
    hour,
    minute,
    timeZone,
    fromDay,
    length,
    skipsEmpty,
    pausedUntil,
    // Editing an ended subscription starts it again.
    cadence: ended && cadence === "off" ? "weekdays" : cadence,
    sources: subscription.sources.flatMap((source) => toSource(source) ?? []),
  };
}

/** Converts sources of an address's subscription to its form's fields. */
export function toPublicSources(sources: StoredSubscription["sources"]): PublicSource[] {
  return sources.flatMap((source) => toSource(source) ?? []).filter(isPublicSource);
}

function toSource({ kind, name, slug }: StoredSubscription["sources"][number]): SourceInput | null {
  if (kind === "topic") return slug === null ? null : { kind, topic: slug };
  if (kind === "author") return slug === null ? null : { kind, author: slug };
  if (kind === "group") return slug === null ? null : { kind, group: slug };
  if (kind === "search") return name === null ? null : { kind, query: name };
  return { kind };
}

/** The authors among the sources of a stored subscription, for its form. */
export function authorsAmong(sources: StoredSubscription["sources"]) {
  return sources.flatMap(({ kind, name, slug }) =>
    kind === "author" && slug !== null ? [{ slug, name: name ?? slug }] : [],
  );
}
