import type { Parameters } from "@/components/papers/address";
import type { SourceInput, SubscriptionFields } from "@/server/digests/schema";
import type { RouterOutputs } from "@/trpc/client";

/** What a new subscription begins with: what the address names, or what most want. */
export function newSubscription(timeZone: string, asked: Parameters): SubscriptionFields {
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : null);
  const [topic, group, query] = [one("topic"), one("group"), one("q")];
  const named: SourceInput[] = [
    ...(topic ? [{ kind: "topic", topic } as const] : []),
    ...(group ? [{ kind: "group", group } as const] : []),
    ...(query ? [{ kind: "search", query } as const] : []),
  ];
  return {
    ...{ cadence: "weekdays", days: [1, 2, 3, 4, 5], dayOfMonth: 1, hour: 8, minute: 0, timeZone },
    ...{ length: "full", skipsEmpty: true, pausedUntil: null },
    sources: named.length > 0 ? named : [{ kind: "trending" }, { kind: "answers" }],
  };
}

type Kept = RouterOutputs["digests"]["mine"]["subscriptions"][number];

/** A kept subscription as its form takes it. */
export function fieldsOf(kept: Kept): SubscriptionFields {
  const { cadence, days, dayOfMonth, hour, minute, timeZone, fromDay } = kept;
  const { length, skipsEmpty, pausedUntil, ended } = kept;
  return {
    ...{ days, dayOfMonth, hour, minute, timeZone, fromDay, length, skipsEmpty, pausedUntil },
    // Who changes an ended one wants it back.
    cadence: ended && cadence === "off" ? "weekdays" : cadence,
    sources: kept.sources.flatMap((source) => sourceOf(source) ?? []),
  };
}

function sourceOf({ kind, name, slug }: Kept["sources"][number]): SourceInput | null {
  if (kind === "topic") return slug === null ? null : { kind, topic: slug };
  if (kind === "group") return slug === null ? null : { kind, group: slug };
  if (kind === "search") return name === null ? null : { kind, query: name };
  return { kind };
}
