import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { person } from "@/server/testing/world";
import { setSiteRole } from "./commands";
import { openSession, sessionByToken } from "./sessions/commands";

ownDatabase();

it("makes a person a moderator from the next call on, and takes the role back", async () => {
  const { id, handle } = await person();
  const token = await openSession(id, "test");
  const viewer = async () => {
    const session = await sessionByToken(token);
    if (!session) throw new Error("no session");
    return session.viewer;
  };
  const knock = async () => outcomes([as(await viewer()).moderation.publicReports({})]);
  expect(await knock()).toEqual(["FORBIDDEN"]);
  expect(await setSiteRole("moderator", handle, true)).toEqual({
    changed: true,
    holders: [handle],
  });
  expect(await setSiteRole("moderator", handle, true)).toMatchObject({ changed: false });
  expect(await knock()).toEqual(["done"]);
  expect(await setSiteRole("moderator", handle, false)).toEqual({ changed: true, holders: [] });
  expect(await knock()).toEqual(["FORBIDDEN"]);
});

it("refuses an unknown handle", async () => {
  await expect(setSiteRole("moderator", "nobody-here", true)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("gives no role to a deleted person, by the old handle or the new one", async () => {
  const ada = await person("ada");
  await as(ada).people.deleteAccount({ handle: ada.handle });
  const { handle } = await db.person.findUniqueOrThrow({ where: { id: ada.id } });
  for (const name of [ada.handle, handle]) {
    for (const on of [true, false]) {
      await expect(setSiteRole("operator", name, on)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  }
  expect(await db.person.count({ where: { operatorSince: { not: null } } })).toBe(0);
});
