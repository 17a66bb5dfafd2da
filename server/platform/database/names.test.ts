import { expect, it } from "vitest";
import { PLANNED_EACH_TIME, statementNames } from "./names";

it("names a text from its second time on, always alike", () => {
  const nameOf = statementNames();
  expect(nameOf({ sql: "SELECT 1" })).toBeUndefined();
  const name = nameOf({ sql: "SELECT 1" });
  expect(name).toMatch(/^[0-9a-f]{32}$/);
  expect(nameOf({ sql: "SELECT 1" })).toBe(name);
});

it("gives two texts two names", () => {
  const nameOf = statementNames();
  const texts = Array.from({ length: 50 }, (_, at) => ({ sql: `SELECT ${at}` }));
  for (const text of texts) nameOf(text);
  expect(new Set(texts.map(nameOf)).size).toBe(50);
});

it("names no more than so many texts", () => {
  const nameOf = statementNames(2);
  const again = (sql: string) => {
    nameOf({ sql });
    return nameOf({ sql });
  };
  const named = ["SELECT 1", "SELECT 2", "SELECT 3"].map(again);
  expect(named.map((name) => name !== undefined)).toEqual([true, true, false]);
  expect(again("SELECT 2")).toBe(named[1]);
});

it("forgets texts that came once, long ago", () => {
  const nameOf = statementNames();
  nameOf({ sql: "first" });
  for (let at = 0; at < 2000; at++) nameOf({ sql: `SELECT ${at}` });
  expect(nameOf({ sql: "first" })).toBeUndefined();
  expect(nameOf({ sql: "SELECT 1999" })).toBeDefined();
});

it("names none that is planned each time", () => {
  const nameOf = statementNames();
  const sql = `SELECT 1 ${PLANNED_EACH_TIME}`;
  expect([nameOf({ sql }), nameOf({ sql }), nameOf({ sql })]).toEqual(Array(3).fill(undefined));
});
