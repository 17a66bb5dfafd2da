import { expect, it } from "vitest";
import { db, transact } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { person } from "@/server/testing/world";
import { freeHandle, madeUpHandle } from "./commands";
import { profileInput } from "./schema";

ownDatabase();

/** A person who has just come, without a name; then named at the first visit. @returns their handle */
async function namedAt(name: string): Promise<string> {
  const viewer = await person({ handle: madeUpHandle() });
  await as(viewer).people.welcome({ name, timeZone: "UTC" });
  return (await db.person.findUniqueOrThrow({ where: { id: viewer.id } })).handle;
}

it("makes the handle of a new person from their name, in Latin letters", async () => {
  expect(await namedAt("Grace Hopper")).toBe("grace-hopper");
  expect(await namedAt("Grace Hopper")).toBe("grace-hopper-2");
  expect(await namedAt("Łukasz Żółć")).toBe("lukasz-zolc");
  expect(await namedAt("Мария Кюри")).toMatch(/^mari/);
  expect(await namedAt("李")).toMatch(/^[a-z][a-z0-9-]+$/);
  expect(await namedAt("😀")).toBe("reader");
  expect(await namedAt("X")).toBe("reader-x");
  expect(await namedAt("Deleted Person")).toBe("reader-deleted-person");
  expect(await namedAt("Wolfeschlegelsteinhausenbergerdorff Adolph Blaine")).toMatch(/^.{2,30}$/);
});

it("leaves a handle that somebody chose", async () => {
  const viewer = await person({ handle: "chosen-one" });
  await as(viewer).people.welcome({ name: "Other Name", timeZone: "UTC" });
  expect(await db.person.count({ where: { handle: "chosen-one" } })).toBe(1);
});

it("gives people of one name different handles, at the same moment too", async () => {
  const handles = await Promise.all(Array.from({ length: 4 }, () => namedAt("Ada Lovelace")));
  expect(new Set(handles).size).toBe(4);
  for (const handle of handles) expect(handle).toMatch(/^ada-lovelace(-\w+)?$/);
});

it("finds one for any number of people of one name, which the settings take as well", async () => {
  await db.person.createMany({
    data: ["", ...Array.from({ length: 8 }, (_, at) => `-${at + 2}`)].map((tail) => ({
      handle: `emmy-noether${tail}`,
      name: "Emmy Noether",
    })),
  });
  const handle = await transact((tx) => freeHandle(tx, "Emmy Noether"));
  expect(handle).toMatch(/^emmy-noether-[0-9a-f]{6}$/);
  const read = profileInput.safeParse({ name: "Emmy", timeZone: "UTC", handle });
  expect(read.data?.handle).toBe(handle);
});
