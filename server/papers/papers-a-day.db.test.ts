import { afterEach, beforeEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";

ownDatabase();
const HOUR = 3_600_000;
const NOW = new Date("2026-11-28T12:00:00Z");
beforeEach(() => setClock(NOW));
afterEach(() => setClock(undefined));

const aged = (hours: number, more = {}) =>
  person({ timeZone: "UTC", createdAt: new Date(NOW.getTime() - hours * HOUR), ...more });
const fields = (title: string) => ({ title, abstract: "Words.", authors: ["Ada Lovelace"] });
let number = 0;
const titles = (count: number) => Array.from({ length: count }, () => `Number ${number++}`);

it.each([
  [1, 10, "Your account is younger than a day: it can add 10 papers"],
  [50, 30, "Your account is younger than a week: it can add 30 papers"],
  [10_000, 100, "An account can add 100 papers"],
])("an account of %d hours adds %d papers at once, and no more", async (age, most, says) => {
  const viewer = await aged(age);
  const adding = titles(most + 5).map((title) => as(viewer).papers.add(fields(title)));
  const answers = await outcomes(adding);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(most);
  expect(answers.filter((answer) => answer === "TOO_MANY_REQUESTS")).toHaveLength(5);
  expect(await db.paper.count({ where: { addedById: viewer.id } })).toBe(most);
  await expect(as(viewer).papers.add(fields("One more"))).rejects.toThrow(
    `${says} within 24 hours. You can add the next one from 29 November at ${age === 1 ? "11" : "12"}:00.`,
  );
});

it("finds an existing paper over the limit, and adds again a day later", async () => {
  const viewer = await aged(10_000);
  const [first = "", ...others] = titles(100);
  const add = (title: string) => as(viewer).papers.add(fields(title));
  const { slug } = await add(first);
  await Promise.all(others.map(add));
  expect(await add(first)).toEqual({ slug, found: true, isCertain: false });
  setClock(new Date(NOW.getTime() + 24 * HOUR));
  expect(await outcomes([add("The day after")])).toEqual(["done"]);
});

it("bounds neither operators nor what is imported at the terminal", async () => {
  const operator = await aged(1, { operator: true });
  const answers = await outcomes(titles(12).map((title) => as(operator).papers.add(fields(title))));
  expect(new Set(answers)).toEqual(new Set(["done"]));
  expect(await importPapers(titles(150).map(fields))).toMatchObject({ imported: 150 });
});
