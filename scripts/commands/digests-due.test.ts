import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { dueTimes } from "@/scripts/runtime/due";

const BERLIN = "--zone Europe/Berlin --at 02:30";
const ANSWERS: [string, string, string[]][] = [
  [
    "weekdays",
    `${BERLIN} --days mon,sun --from 2026-03-23 --to 2026-03-30`,
    ["2026-03-23T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"],
  ],
  [
    "every day",
    `${BERLIN} --from 2026-10-24 --to 2026-10-26`,
    ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"],
  ],
  [
    "Monday to Friday",
    "--cadence weekdays --zone Asia/Kathmandu --at 8:00 --from 2026-11-27 --to 2026-11-30",
    ["2026-11-27T02:15:00Z", "2026-11-30T02:15:00Z"],
  ],
  [
    "fortnights",
    "--cadence fortnightly --days Fri --zone UTC --at 08:00 --from 2026-12-20 --to 2027-01-31",
    ["2026-12-25T08:00:00Z", "2027-01-08T08:00:00Z", "2027-01-22T08:00:00Z"],
  ],
  [
    "months",
    "--cadence monthly --day-of-month 31 --zone UTC --at 23:59 --from 2028-01-01 --to 2028-02-29",
    ["2028-01-31T23:59:00Z", "2028-02-29T23:59:00Z"],
  ],
  ["no day of a week", "--days sat --zone UTC --at 08:00 --from 2026-11-23 --to 2026-11-27", []],
];

it.each(ANSWERS)("answers with the instants: %s", (_, line, dues) => {
  expect(dueTimes(line.split(" "))).toEqual(dues);
});

it("prints help", () => {
  const [help] = dueTimes(["--help"]);
  for (const option of ["zone", "at", "from", "to", "cadence", "days", "day-of-month"]) {
    expect(help).toContain(`--${option} `);
  }
});

const YEAR = "--from 2026-01-01 --to 2026-12-31";
const WRONG: [string, string][] = [
  ["--at 08:00", "Add --zone, such as --zone Europe/Berlin"],
  ["--zone UTC", "Add --at, such as"],
  ["--zone UTC --at 08:00", "Add --from, such as"],
  ["--zone UTC --at 08:00 --from 2026-01-01", "Add --to, such as"],
  [`--zone Europe/Atlantis --at 08:00 ${YEAR}`, "--zone Europe/Atlantis is not a time zone"],
  [`--zone +02:00 --at 08:00 ${YEAR}`, "--zone +02:00 is not a time zone"],
  [`--zone UTC --at 25:00 ${YEAR}`, "--at 25:00 is not a time of day"],
  [`--zone UTC --at 08:60 ${YEAR}`, "--at 08:60 is not a time of day"],
  ["--zone UTC --at 08:00 --from 2026-02-30 --to 2026-12-31", "--from 2026-02-30 is not a day"],
  ["--zone UTC --at 08:00 --from 2026-01-01 --to 1.2.2026", "--to 1.2.2026 is not a day"],
  ["--zone UTC --at 08:00 --from 2026-01-02 --to 2026-01-01", "2026-01-02 is after --to 2026"],
  ["--zone UTC --at 08:00 --from 1926-01-01 --to 2026-01-02", "is too long. Ask for at most 100"],
  [`--zone UTC --at 08:00 ${YEAR} --days=`, "--days : give one or more of mon,tue"],
  [`--zone UTC --at 08:00 ${YEAR} --days mon,xyz`, "--days mon,xyz: give one or more of mon,tue"],
  [
    `--zone UTC --at 08:00 ${YEAR} --cadence hourly`,
    "--cadence hourly is not known. Choose one of",
  ],
  [`--zone UTC --at 08:00 ${YEAR} --cadence off`, "--cadence off is not known"],
  [`--zone UTC --at 08:00 ${YEAR} --cadence daily --days mon`, "--cadence daily takes no --days"],
  [`--zone UTC --at 08:00 ${YEAR} --cadence weekly`, "Choose the day: --cadence weekly --days"],
  [`--zone UTC --at 08:00 ${YEAR} --cadence monthly`, "Choose the day: --cadence monthly --day-o"],
  [`--zone UTC --at 08:00 ${YEAR} --day-of-month 3`, "--day-of-month is for --cadence monthly"],
  [
    `--zone UTC --at 08:00 ${YEAR} --cadence monthly --day-of-month 32`,
    "--day-of-month 32 is not a day of a month",
  ],
  [`--zone UTC --at 08:00 ${YEAR} --often`, "Unknown option '--often'. See --help"],
  [`--zone UTC --at 08:00 ${YEAR} mon`, "Unexpected argument 'mon'"],
];

it.each(WRONG)("reports the error in one line: %s", (line, said) => {
  let thrown: unknown;
  try {
    dueTimes(line.split(" "));
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ message: expect.stringContaining(said), exitCode: 2 });
  expect((thrown as Error).message).not.toMatch(/\n/);
});

/** Runs the command as npm does, without a database and in another time zone. */
const npm = (line: string) =>
  spawnSync("npm", ["run", "-s", "digests:due", "--", ...line.split(" ")], {
    encoding: "utf8",
    shell: process.platform === "win32",
    env: {
      ...process.env,
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
      TZ: "Pacific/Auckland",
    },
  });

it("prints one instant per line, and nothing else", () => {
  const [, line, dues] = ANSWERS[0] as (typeof ANSWERS)[number];
  const { stdout, stderr, status } = npm(line);
  expect({ stdout, stderr, status }).toEqual({
    stdout: dues.map((due) => `${due}\n`).join(""),
    stderr: "",
    status: 0,
  });
});

it("prints nothing if nothing is due", () => {
  const [, line] = ANSWERS.at(-1) as (typeof ANSWERS)[number];
  expect(npm(line)).toMatchObject({ stdout: "", stderr: "", status: 0 });
});

it("prints the error on standard error, and exits with 2", () => {
  const { stdout, stderr, status } = npm(`--zone UTC --at 25:00 ${YEAR}`);
  expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
  expect(stderr).toBe("✗ --at 25:00 is not a time of day. Give 00:00 to 23:59, such as 08:00.\n");
});
