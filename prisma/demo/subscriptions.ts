import type { Handle } from "./cast";

/** Subscriptions to digests, in each person's time zone; groups by their slug. */
export const SUBSCRIPTIONS: readonly {
  by: Handle;
  cadence: "daily" | "weekdays" | "weekly";
  days?: number[];
  hour: number;
  minute?: number;
  length?: "short" | "full";
  sources: (
    | { kind: "trending" | "answers" | "threads" }
    | { kind: "group"; group: string }
    | { kind: "search"; query: string }
  )[];
}[] = [
  {
    by: "ada",
    cadence: "weekdays",
    days: [1, 2, 3, 4, 5],
    hour: 8,
    sources: [{ kind: "group", group: "systems-thursday" }, { kind: "answers" }],
  },
  {
    by: "ada",
    cadence: "weekly",
    days: [7],
    hour: 18,
    minute: 30,
    length: "short",
    sources: [{ kind: "trending" }, { kind: "search", query: "consensus" }],
  },
  { by: "bela", cadence: "daily", hour: 8, sources: [{ kind: "trending" }] },
  {
    by: "hiroko",
    cadence: "weekly",
    days: [1],
    hour: 7,
    sources: [{ kind: "trending" }, { kind: "threads" }, { kind: "answers" }],
  },
];
