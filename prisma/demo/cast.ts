/**
 * The cast: invented people by their handles, the same in the demo, the tests and the journeys. A story is
 * about Ada; Béla, Chen and Dalia are others in it. Lena owns a group, Greta organizes one, and Milena is in
 * none. Their groups are in `groups/`, their papers in `papers/`.
 */
export const CAST = {
  ada: { name: "Ada Okafor", timeZone: "Europe/Berlin" },
  bela: { name: "Béla Kertész", timeZone: "Europe/Budapest" },
  chen: { name: "Chen Yuwei", timeZone: "Asia/Shanghai" },
  dalia: { name: "Dalia Haddad", timeZone: "Asia/Beirut" },
  eluned: { name: "Eluned Parry", timeZone: "Europe/London" },
  farid: { name: "Farid Rahmani", timeZone: "Asia/Tehran" },
  greta: { name: "Greta Lindqvist", timeZone: "Europe/Stockholm" },
  hiroko: { name: "田辺裕子", timeZone: "Asia/Tokyo" },
  ines: { name: "Inês Carvalho", timeZone: "America/Sao_Paulo" },
  joaquin: { name: "Joaquín Ibarra", timeZone: "America/Mexico_City" },
  kavya: { name: "Kavya Raghunathan", timeZone: "Asia/Kolkata" },
  lena: { name: "Lena Marchetti", timeZone: "America/New_York" },
  milena: { name: "Милена Петровић", timeZone: "Europe/Belgrade" },
} as const;

export type Handle = keyof typeof CAST;

/** The moderator of the demo's public threads. */
export const MODERATOR: Handle = "ada";
/** The person who runs the demo's site. */
export const OPERATOR: Handle = "ada";

/** The domain of the addresses in the demo, which no email can reach (RFC 2606). */
export const DEMO_MAIL = "@demo.invalid";
