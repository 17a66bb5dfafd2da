import { parseArgs } from "node:util";
import { CADENCES, type Cadence, duesBetween } from "@/server/digests/schedule/rules";
import { isTimeZone } from "@/server/platform/text/inputs";

const UNREADABLE = 2;
const MOST_YEARS = 100;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const BY_WEEKDAY: readonly Cadence[] = ["weekdays", "weekly", "fortnightly"];
const HELP = `When a digest is sent, in UTC, one time per line.

npm run -s digests:due -- --zone ZONE --at HH:MM --from DAY --to DAY [how often]

  --zone ZONE         an IANA time zone, such as Europe/Berlin
  --at HH:MM          the time of day in that zone
  --from, --to DAY    the first and the last local day, YYYY-MM-DD; fortnights are counted from the first
  --cadence CADENCE   daily, weekdays, weekly, fortnightly or monthly;
                      without it weekdays where --days is given, else daily
  --days DAYS         weekdays, such as mon,wed,fri; without it "weekdays" are mon to fri
  --day-of-month DAY  1 to 31, for monthly; shorter months end with their last day`;

/** Arguments as given; the schemas below check them. */
type Given = ReturnType<typeof read>;

/**
 * Makes the lines to print for the sending times of a schedule, or for help.
 * @throws an error of one line, with the exit code
 */
export function dueTimes(args: string[]): string[] {
  const given = read(args);
  if (given.help) return [HELP];
  const [zone, time] = [timeZone(given), timeOfDay(given)];
  const [from, to] = [day(given, "from"), day(given, "to")];
  if (from > to) fail(`--from ${from} is after --to ${to}. Swap them.`);
  if (to > `${Number(from.slice(0, 4)) + MOST_YEARS}${from.slice(4)}`) {
    fail(`From ${from} to ${to} is too long. Ask for at most ${MOST_YEARS} years.`);
  }
  const cadence = chosenCadence(given);
  const days = { days: weekdays(given, cadence), dayOfMonth: dayOfMonth(given, cadence) };
  const dues = duesBetween({ cadence, ...days, ...time, timeZone: zone, fromDay: from }, from, to);
  return Array.from(dues, inUtc);
}

function read(args: string[]) {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        zone: text,
        at: text,
        from: text,
        to: text,
        cadence: text,
        days: text,
        "day-of-month": text,
        help: { type: "boolean", short: "h" },
      },
    });
    return values;
  } catch (error) {
    const [first] = (error as Error).message.split(/\. |\n/);
    return fail(`${first?.replace(/\.$/, "")}. See --help for all options.`);
  }
}

function needed(given: Given, name: "zone" | "at" | "from" | "to", such: string): string {
  return given[name] || fail(`Add --${name}, such as --${name} ${such}. See --help for the rest.`);
}

function timeZone(given: Given): string {
  const zone = needed(given, "zone", "Europe/Berlin");
  if (!isTimeZone(zone)) {
    fail(`--zone ${zone} is not a time zone. Give an IANA name, such as Europe/Berlin.`);
  }
  return zone;
}

function timeOfDay(given: Given): { hour: number; minute: number } {
  const at = needed(given, "at", "08:00");
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at);
  if (!found) return fail(`--at ${at} is not a time of day. Give 00:00 to 23:59, such as 08:00.`);
  return { hour: Number(found[1]), minute: Number(found[2]) };
}

function day(given: Given, name: "from" | "to"): string {
  const text = needed(given, name, "2026-01-01");
  const date = new Date(/^[1-9]\d{3}-\d\d-\d\d$/.test(text) ? text : Number.NaN);
  // The 30th of February would otherwise count as the 2nd of March.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    fail(`--${name} ${text} is not a day. Give it as YYYY-MM-DD, such as 2026-01-01.`);
  }
  return text;
}

function chosenCadence(given: Given): Cadence {
  const name = given.cadence ?? (given.days === undefined ? "daily" : "weekdays");
  const cadence = CADENCES.find((one) => one === name && one !== "off");
  const known = CADENCES.filter((one) => one !== "off");
  return cadence ?? fail(`--cadence ${name} is not known. Choose one of ${known.join(", ")}.`);
}

function weekdays(given: Given, cadence: Cadence): number[] {
  const { days } = given;
  const wanted = BY_WEEKDAY.includes(cadence);
  if (!wanted && days !== undefined) {
    fail(`--cadence ${cadence} takes no --days. Leave one of them out.`);
  }
  if (!wanted) return [];
  if (days === undefined && cadence === "weekdays") return [1, 2, 3, 4, 5];
  if (days === undefined) fail(`Choose the day: --cadence ${cadence} --days mon`);
  return days.split(",").map((name) => {
    const index = WEEKDAYS.indexOf(name.trim().toLowerCase());
    if (index >= 0) return index + 1;
    return fail(`--days ${days}: give one or more of ${WEEKDAYS.join(",")}, with commas between.`);
  });
}

function dayOfMonth(given: Given, cadence: Cadence): number {
  const text = given["day-of-month"];
  if (cadence !== "monthly") {
    if (text !== undefined) fail("--day-of-month is for --cadence monthly. Add that.");
    return 1;
  }
  if (text === undefined) fail("Choose the day: --cadence monthly --day-of-month 31");
  if (!/^([1-9]|[12]\d|3[01])$/.test(text)) {
    fail(`--day-of-month ${text} is not a day of a month. Give 1 to 31.`);
  }
  return Number(text);
}

function inUtc(instant: Date): string {
  return instant.toISOString().replace(".000Z", "Z");
}

/** Makes a message one line, even if it quotes line breaks. */
function fail(message: string): never {
  const line = message.replace(/\s+/g, " ");
  throw Object.assign(new Error(line), { exitCode: UNREADABLE });
}
