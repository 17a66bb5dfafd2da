// Writes meetings as iCalendar (RFC 5545).
import "server-only";
import ICAL from "ical.js";
import { endOf } from "../slot/rules";
import { localTime, utc, type Zone, zoneNamed } from "./zones";

/** A meeting in a calendar. Fields that the reader may not know are empty. */
export interface CalendarEntry {
  id: string;
  group: string;
  title: string;
  startsAt: Date;
  minutes: number;
  /** IANA name of the group's time zone. */
  timeZone: string;
  sequence: number;
  createdAt: Date;
  changedAt: Date;
  cancelled: boolean;
  /** Whether it takes place only if nothing changes. */
  tentative?: boolean;
  presenter: string | null;
  place: string;
  link: string;
  /** The meeting's page. */
  url: string;
}

// The library does not count the blank that starts a folded line, but the limit of 75 octets includes it.
ICAL.foldLength = 74;

/** The refresh interval suggested to calendar programs. */
const AGAIN = "PT1H";

/**
 * Writes meetings as an iCalendar object (RFC 5545) without METHOD: a published calendar, not an invitation
 * to reply to. Lines end with CRLF and are folded at 75 octets by the library.
 */
export function calendarOf(title: string, meetings: readonly CalendarEntry[]): string {
  return [...calendarInPieces(title, meetings)].join("");
}

/**
 * Writes meetings as iCalendar in pieces: the head, each meeting, and the end.
 * @param most bytes; meetings beyond the limit are left out
 */
export function* calendarInPieces(
  title: string,
  meetings: readonly CalendarEntry[],
  most = Number.POSITIVE_INFINITY,
): Generator<string, void, void> {
  const zones = new Map<string, Zone | null>();
  for (const { timeZone } of meetings) {
    if (!zones.has(timeZone)) zones.set(timeZone, zoneNamed(timeZone));
  }
  const [head, end] = frameOf(oneLine(title));
  yield head;
  // Two names of the same zone share its definition.
  const used = new Map([...zones.values()].flatMap((zone) => (zone ? [[zone.tzid, zone]] : [])));
  for (const { definition } of used.values()) yield `${definition.toString()}\r\n`;
  let bytes = 0;
  for (const entry of meetings) {
    const zone = zones.get(entry.timeZone) ?? null;
    const event = `${eventOf(inSingleLines(entry), zone).toString()}\r\n`;
    bytes += Buffer.byteLength(event);
    if (bytes > most) break;
    yield event;
  }
  yield end;
}

function inSingleLines(entry: CalendarEntry): CalendarEntry {
  return {
    ...entry,
    group: oneLine(entry.group),
    title: oneLine(entry.title),
    place: oneLine(entry.place),
    link: oneLine(entry.link),
    url: oneLine(entry.url),
    presenter: entry.presenter && oneLine(entry.presenter),
  };
}

/** The first and last lines of the file. */
function frameOf(name: string): [string, string] {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//Colloquy//Meetings//EN");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addProperty(plain("name", escaped(name)));
  calendar.addProperty(plain("x-wr-calname", escaped(name)));
  calendar.addPropertyWithValue("refresh-interval", ICAL.Duration.fromString(AGAIN) as never);
  calendar.addProperty(plain("x-published-ttl", AGAIN));
  const end = "END:VCALENDAR\r\n";
  return [`${calendar.toString()}\r\n`.slice(0, -end.length), end];
}

/** Removes control characters. A line break ends a property, and the library escapes only one kind of them. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

/**
 * A property unknown to the library, with its value unchanged. The library would add the type of
 * the value, which some programs cannot read.
 */
function plain(name: string, value: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setValue(value);
  return property;
}

function escaped(text: string): string {
  return text.replace(/[\\,;]/g, "\\$&");
}

function eventOf(entry: CalendarEntry, zone: Zone | null): ICAL.Component {
  const { id, group, title, startsAt, sequence, cancelled, place, link, url } = entry;
  const event = new ICAL.Component("vevent");
  const put = (name: string, value: string | number | ICAL.Time) =>
    event.addPropertyWithValue(name, value as string);
  // Stays the same if the site gets another address.
  put("uid", `${id}@colloquy`);
  // Without METHOD, DTSTAMP is the last revision of the event (RFC 5545, 3.8.7.2), so the file stays the same.
  put("dtstamp", utc(entry.changedAt));
  put("created", utc(entry.createdAt));
  put("last-modified", utc(entry.changedAt));
  put("sequence", sequence);
  const times = [startsAt, endOf(entry)] as const;
  const local = zone && times.map((instant) => localTime(instant, entry.timeZone, zone));
  const [start, end] = local?.every((time) => time !== null) ? local : times.map(utc);
  for (const [name, time] of [
    ["dtstart", start],
    ["dtend", end],
  ] as const) {
    const property = put(name, time as ICAL.Time);
    if (zone && (time as ICAL.Time).zone === zone.zone) property.setParameter("tzid", zone.tzid);
  }
  put("summary", `${group}: ${title}`);
  put("description", description(entry));
  const where = place || link;
  if (where) put("location", where);
  put("url", url);
  put("status", cancelled ? "CANCELLED" : entry.tentative ? "TENTATIVE" : "CONFIRMED");
  return event;
}

function description({ title, presenter, place, link, url, cancelled }: CalendarEntry): string {
  return [
    ...(cancelled ? ["This meeting is cancelled."] : []),
    title,
    ...(presenter ? [`Presented by ${presenter}`] : []),
    ...(place && link ? [`By video: ${link}`] : []),
    url,
  ].join("\n");
}
