import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MIGRATIONS } from "@/scripts/runtime/migrations/schema-engine";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { group, person } from "@/server/testing/world";
import { timeZone } from "./zones";

ownDatabase();

const script = readFileSync(
  join(MIGRATIONS, "20261130070000_places_for_zones", "migration.sql"),
  "utf8",
);

/** The place that the form suggests for an abbreviation. */
const suggested = (short: string) =>
  /such as (.*)\.$/.exec(timeZone.safeParse(short).error?.issues[0]?.message ?? "")?.[1];

it("replaces each abbreviation by the place that the form suggests, and leaves places as they are", async () => {
  const shorts = [...script.matchAll(/\('(\w+)', '/g)].map(([, short]) => short as string);
  expect(shorts.length).toBeGreaterThan(25);
  const stored = [...shorts, "est", "Europe/Berlin", "UTC", "Etc/GMT+5"];
  const people = await Promise.all(stored.map((zone) => person({ timeZone: zone })));
  const { id: groupId } = await group({ members: [[people[0] as (typeof people)[0], "owner"]] });
  await db.group.update({ where: { id: groupId }, data: { timeZone: "CET" } });
  const { id } = await db.subscription.create({
    data: { email: "a@example.org", cadence: "daily", timeZone: "PST" },
  });
  const statements = script
    .replace(/^--.*$/gm, "")
    .split(";\n")
    .filter((one) => one.trim());
  await db.$transaction(async (tx) => {
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
  });
  const zones = await Promise.all(
    people.map(async ({ id }) => (await db.person.findUniqueOrThrow({ where: { id } })).timeZone),
  );
  expect(zones).toEqual([
    ...shorts.map(suggested),
    "America/New_York",
    ...["Europe/Berlin", "UTC", "Etc/GMT+5"],
  ]);
  expect((await db.group.findUniqueOrThrow({ where: { id: groupId } })).timeZone).toBe(
    "Europe/Berlin",
  );
  expect((await db.subscription.findUniqueOrThrow({ where: { id } })).timeZone).toBe(
    "America/Los_Angeles",
  );
});
