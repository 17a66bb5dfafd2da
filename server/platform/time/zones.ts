import { z } from "zod";

/** Zones of which machines still list the old name (CLDR keeps them), and aliases, with the name in the IANA database. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
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
  ["US/Eastern", "America/New_York"],
  ["US/Central", "America/Chicago"],
  ["US/Mountain", "America/Denver"],
  ["US/Pacific", "America/Los_Angeles"],
]);

/** Abbreviations, each with a zone that it may stand for. Most mean several zones, or have no summer time. */
const ABBREVIATED: ReadonlyMap<string, string> = new Map([
  ...["EST", "EDT", "ET", "EST5EDT"].map((name) => [name, "America/New_York"] as const),
  ...["CST", "CDT", "CT", "CST6CDT"].map((name) => [name, "America/Chicago"] as const),
  ...["MST", "MDT", "MT", "MST7MDT"].map((name) => [name, "America/Denver"] as const),
  ...["PST", "PDT", "PT", "PST8PDT"].map((name) => [name, "America/Los_Angeles"] as const),
  ...["CET", "CEST", "MET", "MEZ"].map((name) => [name, "Europe/Berlin"] as const),
  ...["EET", "EEST"].map((name) => [name, "Europe/Athens"] as const),
  ...["WET", "WEST"].map((name) => [name, "Europe/Lisbon"] as const),
  ...["GMT", "BST"].map((name) => [name, "Europe/London"] as const),
  ["HST", "Pacific/Honolulu"],
  ["IST", "Asia/Kolkata"],
  ["JST", "Asia/Tokyo"],
]);

/** Finds the present name of a zone. */
export function presentName(zone: string): string {
  return RENAMED.get(zone) ?? zone;
}

let offered: ReadonlyMap<string, string> | undefined;

/** The present names of the zones that this machine lists, and UTC, by their names in small letters. */
function offeredZones(): ReadonlyMap<string, string> {
  const names = [...Intl.supportedValuesOf("timeZone"), ...RENAMED.values(), "UTC"];
  offered ??= new Map(names.map(presentName).map((name) => [name.toLowerCase(), name]));
  return offered;
}

/** Finds the name by which this machine knows a zone; null if it knows none, or for an offset. */
function resolved(value: string): string | null {
  // Offsets such as +02:00 have no summer time.
  if (!/^[A-Za-z]/.test(value)) return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Whether a text is a common abbreviation of time zones, such as EST. */
export function isAbbreviation(text: string): boolean {
  return ABBREVIATED.has(text.trim().toUpperCase());
}

/** Whether a name is so short that it abbreviates a zone, but for UTC. */
function isShort(name: string): boolean {
  return /^\w{1,4}$/.test(name) && name.toUpperCase() !== "UTC";
}

/**
 * Finds the zone of the list that a name or an alias stands for, under its present name: "Asia/Calcutta" is
 * "Asia/Kolkata". Abbreviations stand for none.
 */
export function presentZone(value: string): string | null {
  const known = resolved(value);
  if (known === null || isAbbreviation(value) || isShort(value)) return null;
  const zones = offeredZones();
  const old = [...RENAMED].find(([name]) => name.toLowerCase() === value.toLowerCase());
  return (
    old?.[1] ??
    zones.get(value.toLowerCase()) ??
    zones.get(
      presentName(known)
        .toLowerCase()
        .replace(/^etc\/(?:utc|gmt)$/, "utc"),
    ) ??
    null
  );
}

/** A time zone of the list, under its present name. */
export const timeZone = z
  .string()
  .max(64)
  .transform((value, context) => {
    const zone = presentZone(value);
    if (zone !== null) return zone;
    const near = ABBREVIATED.get(value.toUpperCase());
    context.addIssue({
      code: "custom",
      message: near
        ? `Choose a place instead of “${value}”, such as ${near}.`
        : "Choose a time zone from the list, such as Europe/Berlin.",
    });
    return z.NEVER;
  });
