import fc from "fast-check";
import { expect, it } from "vitest";
import { columnsOfDate, dateInColumns, isDate } from "./rules";

it("columns hold a date as exactly as it is known", () => {
  const day = fc
    .date({ min: new Date("1000-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.constantFrom(4, 7, 10), (exact, length) => {
      const date = exact.slice(0, length);
      expect(isDate(date)).toBe(true);
      expect(dateInColumns(columnsOfDate(date))).toBe(date);
    }),
  );
  expect(dateInColumns(columnsOfDate(""))).toBe("");
  expect(columnsOfDate("2024-05").publishedOn).toEqual(new Date("2024-05-01"));
});

it.each(["2024-13", "2024-02-30", "24", "2024-5", "May 2024", "2024-05-17T00:00"])(
  "%s is no date",
  (text) => expect(isDate(text)).toBe(false),
);
