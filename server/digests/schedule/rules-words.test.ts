import { expect, it } from "vitest";
import { scheduleAt } from "@/server/testing/fixtures/schedules";
import { type Schedule, scheduleInSentence, scheduleInWords, zoneInWords } from "./rules";

it.each([
  [{}, "Every day at 08:05 Berlin time"],
  [{ cadence: "off" }, "Off"],
  [{ cadence: "weekdays", days: [5, 4, 3, 2, 1] }, "Weekdays at 08:05 Berlin time"],
  [{ cadence: "weekdays", days: [1, 4] }, "Mondays and Thursdays at 08:05 Berlin time"],
  [
    { cadence: "weekdays", days: [6, 1, 3] },
    "Mondays, Wednesdays and Saturdays at 08:05 Berlin time",
  ],
  [
    { cadence: "weekdays", days: [2, 3, 4, 5, 6] },
    "Tuesdays, Wednesdays, Thursdays, Fridays and Saturdays at 08:05 Berlin time",
  ],
  [{ cadence: "weekdays", days: [1, 2, 3, 4, 5, 6, 7] }, "Every day at 08:05 Berlin time"],
  [{ cadence: "weekly", days: [1] }, "Every Monday at 08:05 Berlin time"],
  [{ cadence: "fortnightly", days: [7] }, "Every other Sunday at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 1 }, "On the 1st of each month at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 12 }, "On the 12th of each month at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 23 }, "On the 23rd of each month at 08:05 Berlin time"],
  [
    { cadence: "monthly", dayOfMonth: 31 },
    "On the 31st of each month, or its last day, at 08:05 Berlin time",
  ],
  [{ timeZone: "UTC" }, "Every day at 08:05 UTC"],
] as [Partial<Schedule>, string][])("says in plain words: %j", (which, words) => {
  expect(scheduleInWords(scheduleAt("08:05 Europe/Berlin", which))).toBe(words);
});

it.each([
  ["America/New_York", "New York"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["Etc/UTC", "UTC"],
  ["Etc/GMT+5", "UTC−5"],
  ["Etc/GMT-14", "UTC+14"],
  ["Brazil/East", "Brazil/East"],
  ["Japan", "Japan"],
])("calls the zone %s %s", (zone, words) => {
  expect(zoneInWords(zone)).toBe(words);
});

it.each([
  [{}, "every day at 08:05 Berlin time"],
  [{ cadence: "weekdays", days: [5, 4, 3, 2, 1] }, "on weekdays at 08:05 Berlin time"],
  [{ cadence: "weekdays", days: [1, 4] }, "on Mondays and Thursdays at 08:05 Berlin time"],
  [{ cadence: "weekly", days: [1] }, "every Monday at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 1 }, "on the 1st of each month at 08:05 Berlin time"],
] as [Partial<Schedule>, string][])("ends a sentence: %j", (which, words) => {
  expect(scheduleInSentence(scheduleAt("08:05 Europe/Berlin", which))).toBe(words);
});
