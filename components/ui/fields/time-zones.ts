/** A time zone to choose. */
export interface Zone {
  /** Its name in the IANA database. */
  id: string;
  /** Its place and its offset from Greenwich at present: "Kolkata, Asia (GMT+5:30)". */
  words: string;
}

/** Zones of which browsers still list the old name (CLDR keeps them), with the name in the IANA database. */
const RENAMED = new Map([
  ["Africa/Asmera", "Africa/Asmara"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["America/Catamarca", "America/Argentina/Catamarca"],
  ["America/Coral_Harbour", "America/Atikokan"],
  ["America/Cordoba", "America/Argentina/Cordoba"],
  ["America/Godthab", "America/Nuuk"],
  ["America/Indianapolis", "America/Indiana/Indianapolis"],
  ["America/Jujuy", "America/Argentina/Jujuy"],
  ["America/Louisville", "America/Kentucky/Louisville"],
  ["America/Mendoza", "America/Argentina/Mendoza"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["Asia/Katmandu", "Asia/Kathmandu"],
  ["Asia/Rangoon", "Asia/Yangon"],
  ["Asia/Saigon", "Asia/Ho_Chi_Minh"],
  ["Atlantic/Faeroe", "Atlantic/Faroe"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Pacific/Enderbury", "Pacific/Kanton"],
  ["Pacific/Ponape", "Pacific/Pohnpei"],
  ["Pacific/Truk", "Pacific/Chuuk"],
]);

/** Finds the present name of a zone. */
export function presentName(zone: string): string {
  return RENAMED.get(zone) ?? zone;
}

/** The place that names a zone: "Buenos Aires". */
function placeOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** Writes the offset of a zone: "GMT+5:30". */
function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" });
  const offset = parts.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  return offset.replace(/^GMT[+-]0$/, "GMT");
}

/** Lists zones under their present names, each once, in alphabetical order of their places. */
export function zonesOf(names: readonly string[], at: Date): Zone[] {
  const present = [...new Set(names.map(presentName))];
  return present
    .map((id) => {
      const region = id.includes("/") ? `, ${id.slice(0, id.indexOf("/"))}` : "";
      return { id, words: `${placeOf(id)}${region} (${offsetOf(id, at)})` };
    })
    .toSorted((a, b) => a.words.localeCompare(b.words, "en"));
}

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();

/**
 * Finds the zone that somebody means: by its name, its place, or the beginning of a place that only one zone has.
 * @returns null if it could be several, or none
 */
export function findZone(typed: string, zones: readonly Zone[]): string | null {
  const wanted = plain(typed);
  if (wanted === "") return null;
  const old = [...RENAMED].find(([name]) => [plain(name), plain(placeOf(name))].includes(wanted));
  const exact = zones.filter(({ id, words }) =>
    [plain(id), plain(placeOf(id)), plain(words)].includes(wanted),
  );
  if (exact.length === 1) return exact[0]?.id ?? null;
  if (old) return old[1];
  const starting = zones.filter(({ id }) => plain(placeOf(id)).startsWith(wanted));
  return starting.length === 1 ? (starting[0]?.id ?? null) : null;
}
