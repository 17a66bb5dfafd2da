/** Who lives in the demo. Invented; ada is the one a visitor starts as. */
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

/** End of their addresses: a name that no mail can reach (RFC 2606). */
export const DEMO_MAIL = "@demo.invalid";

/** Who gets papers by mail, in the own time zone. */
export const SUBSCRIPTIONS: readonly {
  by: Handle;
  cadence: "daily" | "weekly";
  hour: number;
  weekday: number;
}[] = [
  { by: "bela", cadence: "daily", hour: 8, weekday: 1 },
  { by: "hiroko", cadence: "weekly", hour: 7, weekday: 1 },
];
