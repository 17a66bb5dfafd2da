/** The invented people of the demo. Visitors start as ada. */
export const PEOPLE = [
  { handle: "ada", name: "Ada Okafor", timeZone: "Europe/Berlin" },
  { handle: "bela", name: "Béla Kertész", timeZone: "Europe/Budapest" },
  { handle: "chen", name: "Chen Yuwei", timeZone: "Asia/Shanghai" },
  { handle: "dalia", name: "Dalia Haddad", timeZone: "Asia/Beirut" },
  { handle: "eluned", name: "Eluned Parry", timeZone: "Europe/London" },
  { handle: "farid", name: "Farid Rahmani", timeZone: "Asia/Tehran" },
  { handle: "greta", name: "Greta Lindqvist", timeZone: "Europe/Stockholm" },
  { handle: "hiroko", name: "Hiroko Tanabe", timeZone: "Asia/Tokyo" },
  { handle: "ines", name: "Inês Carvalho", timeZone: "America/Sao_Paulo" },
  { handle: "joaquin", name: "Joaquín Ibarra", timeZone: "America/Mexico_City" },
  { handle: "kavya", name: "Kavya Raghunathan", timeZone: "Asia/Kolkata" },
  { handle: "lena", name: "Lena Marchetti", timeZone: "America/New_York" },
] as const;

export type Handle = (typeof PEOPLE)[number]["handle"];

/** The moderator of public threads. */
export const MODERATOR: Handle = "ada";
/** The person who runs the site. */
export const OPERATOR: Handle = "ada";

/** The domain of their addresses, which no email can reach (RFC 2606). */
export const DEMO_MAIL = "@demo.invalid";

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
