import { expect } from "vitest";

/** One content line: its name, its parameters and its value as written. */
interface Line {
  name: string;
  params: Record<string, string>;
  value: string;
}

export interface Component {
  name: string;
  lines: Line[];
  parts: Component[];
}

const CONTENT = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\r\n]*"|[^";:,\r\n]*))*):(.*)$/;
const ONCE = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "URL"];

/**
 * Reads an iCalendar object strictly by RFC 5545, without the library that wrote it: CRLF,
 * no line over 75 octets, no fold within a character, proper nesting, and all required properties.
 */
export function readStrictly(text: string): Component {
  expect(text.endsWith("\r\n"), "ends with CRLF").toBe(true);
  expect(text.replaceAll("\r\n", ""), "no bare CR or LF").not.toMatch(/[\r\n]/);
  const physical = text.slice(0, -2).split("\r\n");
  for (const line of physical) {
    const octets = Buffer.byteLength(line);
    expect(octets, line).toBeLessThanOrEqual(75);
    expect(octets, "no empty line").toBeGreaterThan(0);
    expect(line.isWellFormed(), line).toBe(true);
  }
  const lines = text.slice(0, -2).replaceAll("\r\n ", "").split("\r\n").map(lineOf);
  const [calendar, rest] = componentOf(lines);
  expect(rest, "one object").toEqual([]);
  expect(calendar.name).toBe("VCALENDAR");
  expect(wordOf(calendar, "VERSION")).toBe("2.0");
  expect(wordOf(calendar, "PRODID")).not.toBe("");
  const zones = new Set<string>();
  for (const part of calendar.parts) {
    if (part.name === "VTIMEZONE") {
      const tzid = wordOf(part, "TZID");
      expect(zones.has(tzid), `one definition of ${tzid}`).toBe(false);
      zones.add(tzid);
      expect(part.parts.length).toBeGreaterThan(0);
      for (const rule of part.parts) checkRule(rule);
    } else checkEvent(part, zones);
  }
  return calendar;
}

function lineOf(text: string): Line {
  const found = CONTENT.exec(text);
  expect(found, text).not.toBeNull();
  const [, name = "", given = "", value = ""] = found ?? [];
  const params = [...given.matchAll(/;([A-Z0-9-]+)=(?:"([^"]*)"|([^";:,]*))/g)].map(
    ([, key = "", quoted, bare]) => [key, quoted ?? bare ?? ""],
  );
  return { name, params: Object.fromEntries(params), value };
}

function componentOf([begin, ...rest]: Line[]): [Component, Line[]] {
  expect(begin?.name).toBe("BEGIN");
  const component: Component = { name: begin?.value ?? "", lines: [], parts: [] };
  for (let left = rest; ; ) {
    const [line] = left;
    if (!line) throw new Error(`${component.name} does not end`);
    if (line.name === "BEGIN") {
      const [part, after] = componentOf(left);
      component.parts.push(part);
      left = after;
    } else if (line.name === "END") {
      expect(line.value).toBe(component.name);
      return [component, left.slice(1)];
    } else {
      component.lines.push(line);
      left = left.slice(1);
    }
  }
}

/** Finds the only line with a name. */
export function lineOfName({ lines, name }: Component, wanted: string): Line {
  const found = lines.filter((line) => line.name === wanted);
  expect(found, `one ${wanted} in ${name}`).toHaveLength(1);
  return found[0] as Line;
}

function wordOf(component: Component, name: string): string {
  return lineOfName(component, name).value;
}

function checkRule(rule: Component): void {
  expect(["STANDARD", "DAYLIGHT"]).toContain(rule.name);
  expect(wordOf(rule, "DTSTART")).toMatch(/^\d{8}T\d{6}$/);
  expect(wordOf(rule, "TZOFFSETFROM")).toMatch(/^[+-]\d{4}$/);
  expect(wordOf(rule, "TZOFFSETTO")).toMatch(/^[+-]\d{4}$/);
}

function checkEvent(event: Component, zones: Set<string>): void {
  expect(event.name).toBe("VEVENT");
  for (const name of ONCE) wordOf(event, name);
  expect(wordOf(event, "UID")).toMatch(/^\S+@\S+$/);
  expect(wordOf(event, "SEQUENCE")).toMatch(/^\d+$/);
  expect(["CONFIRMED", "CANCELLED"]).toContain(wordOf(event, "STATUS"));
  for (const name of ["DTSTAMP", "CREATED", "LAST-MODIFIED"]) {
    expect(wordOf(event, name)).toMatch(/^\d{8}T\d{6}Z$/);
  }
  for (const name of ["DTSTART", "DTEND"]) {
    const { params, value } = lineOfName(event, name);
    if (params.TZID === undefined) expect(value).toMatch(/^\d{8}T\d{6}Z$/);
    else {
      expect(value).toMatch(/^\d{8}T\d{6}$/);
      expect(zones.has(params.TZID), `${params.TZID} is defined before it is used`).toBe(true);
    }
  }
  for (const name of ["SUMMARY", "DESCRIPTION", "LOCATION"]) {
    const text = event.lines.find((line) => line.name === name)?.value ?? "";
    // A backslash escapes itself, a comma, a semicolon or a line feed, and these never stand unescaped.
    expect(text, name).toMatch(/^(?:[^\\,;]|\\[\\,;nN])*$/);
  }
}

/** Removes the escapes from a text. */
export function unescaped(text: string): string {
  return text.replace(/\\([\\,;nN])/g, (_, sign: string) => (/n/i.test(sign) ? "\n" : sign));
}
