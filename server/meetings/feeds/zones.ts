// Time zones of iCalendar, and instants written in them.
import "server-only";
import ICAL from "ical.js";
import { Temporal } from "temporal-polyfill";
import { tzlib_get_ical_block } from "timezones-ical-library";

export interface Zone {
  tzid: string;
  definition: ICAL.Component;
  zone: ICAL.Timezone;
}

/** Finds the definition of a time zone; null if the library has none. */
export function zoneNamed(timeZone: string): Zone | null {
  const [block] = tzlib_get_ical_block(timeZone);
  if (!block?.startsWith("BEGIN:VTIMEZONE")) return null;
  const definition = new ICAL.Component(ICAL.parse(block) as unknown as string);
  const zone = new ICAL.Timezone(definition);
  return { tzid: zone.tzid, definition, zone };
}

export function utc(instant: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(instant, true);
}

/**
 * The local time of an instant, or null if it is not safe to write: in two hours of
 * the same name, or if the zone does not follow its yearly rule (Morocco).
 */
export function localTime(instant: Date, timeZone: string, { zone }: Zone): ICAL.Time | null {
  const shown = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    timeZone,
  );
  const { year, month, day, hour, minute, second } = shown;
  const other = (disambiguation: "earlier" | "later") =>
    shown.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
  if (other("earlier") !== other("later")) return null;
  const time = new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, zone);
  return time.toUnixTime() === Math.floor(instant.getTime() / 1000) ? time : null;
}
