import { rawTimeZones } from "@vvo/tzdb";
import { isAbbreviation, presentName, RENAMED } from "@/server/platform/time/zones";

/** A time zone to choose. */
export interface Zone {
  /** Its name in the IANA database. */
  id: string;
  /** Its place and its offset from Greenwich at present: "Kolkata, Asia (GMT+5:30)". */
  words: string;
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

/** Cities by names that they no longer have, or have in other languages. */
const FORMER: readonly (readonly [string, string])[] = [
  ["bombay", "Asia/Kolkata"],
  ["madras", "Asia/Kolkata"],
  ["bangalore", "Asia/Kolkata"],
  ["peking", "Asia/Shanghai"],
  ["canton", "Asia/Shanghai"],
  ["leningrad", "Europe/Moscow"],
  ["constantinople", "Europe/Istanbul"],
  ["munchen", "Europe/Berlin"],
  ["koln", "Europe/Berlin"],
];

let places: Map<string, Set<string>> | undefined;

/** The zones of large cities, countries and former names, by these in plain letters. */
function zonesOfPlaces(): ReadonlyMap<string, ReadonlySet<string>> {
  if (places) return places;
  places = new Map();
  const named = [
    ...FORMER,
    ...rawTimeZones.flatMap(({ name, group, mainCities, countryName, alternativeName }) =>
      [...mainCities, countryName, alternativeName, ...aliasesIn(group)].map(
        (place) => [plain(place), presentName(name)] as const,
      ),
    ),
  ];
  for (const [place, zone] of named) places.set(place, (places.get(place) ?? new Set()).add(zone));
  return places;
}

/** The names and places of zones; abbreviations among them, such as EST, mean other zones to most people. */
function aliasesIn(group: readonly string[]): string[] {
  const names = group.filter((name) => name.includes("/"));
  return [...names, ...names.map(placeOf)];
}

/** Letters of a city or country from which its name is completed. */
const SHORTEST_START = 3;

/** Finds the zones of places that begin with a text. */
function zonesOfStart(start: string): ReadonlySet<string> {
  if (start.length < SHORTEST_START) return new Set();
  const begun = [...zonesOfPlaces()].filter(([place]) => place.startsWith(start));
  return new Set(begun.flatMap(([, zones]) => [...zones]));
}

/**
 * Finds the zone that somebody means: by its name, its place, a large city, a country with one zone, or the beginning of
 * a place that only one zone has.
 * @returns null if it could be several, or none
 */
export function findZone(typed: string, zones: readonly Zone[]): string | null {
  const wanted = plain(typed);
  if (wanted === "" || isAbbreviation(wanted)) return null;
  const old = [...RENAMED].find(([name]) => [plain(name), plain(placeOf(name))].includes(wanted));
  const exact = zones.filter(({ id, words }) =>
    [plain(id), plain(placeOf(id)), plain(words)].includes(wanted),
  );
  if (exact.length === 1) return exact[0]?.id ?? null;
  if (old) return old[1];
  const places = zonesOfPlaces().get(wanted);
  const starting = zones.filter(({ id }) => plain(placeOf(id)).startsWith(wanted));
  if (!places && starting.length === 1) return starting[0]?.id ?? null;
  const [only, ...others] = places ?? zonesOfStart(wanted);
  return only && others.length === 0 && zones.some(({ id }) => id === only) ? only : null;
}
