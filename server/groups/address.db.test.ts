import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { group, person } from "@/server/testing/world";
import { addressFields } from "./schema";
import { groupScopes } from "./scope";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

async function adasGroup(visibility: "public" | "unlisted" | "private" = "public") {
  const { slug } = await group({
    visibility,
    members: [
      [ada, "owner"],
      [bela, "organizer"],
    ],
  });
  return slug;
}
const move = (from: string, slug: string, who = ada) => as(who).groups.move({ group: from, slug });
const headOf = (slug: string, who: Viewer | null = null) => as(who).groups.head({ group: slug });
const fresh = () => `readers-${crypto.randomUUID().slice(0, 8)}`;

it("leads on from every address that the group had, for people who may see it", async () => {
  const [first, second, third] = [await adasGroup(), fresh(), fresh()];
  await move(first, second);
  await move(second, third);
  for (const slug of [first, second, third]) expect((await headOf(slug)).slug).toBe(third);
  const scopes = await groupScopes(null, [first, third]);
  expect([...scopes.keys()].sort()).toEqual([first, third].sort());
  // An open page goes on working under the old one.
  await as(bela).groups.update({ group: first, name: "Still here", timeZone: "UTC" });
  await db.group.update({ where: { slug: third }, data: { visibility: "private" } });
  for (const slug of [first, second, third])
    await expect(headOf(slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await headOf(first, bela)).slug).toBe(third);
});

it("goes back to an address of its own", async () => {
  const [first, second] = [await adasGroup(), fresh()];
  await move(first, second);
  await move(second, first);
  expect((await headOf(second)).slug).toBe(first);
  expect((await headOf(first)).slug).toBe(first);
});

it("is never one that another group has or had, nor one of a public group deleted within a year", async () => {
  const [taken, wanted] = [await adasGroup(), await adasGroup()];
  const now2 = fresh();
  await move(taken, now2);
  for (const slug of [taken, now2])
    await expect(move(wanted, slug)).rejects.toMatchObject({ code: "CONFLICT" });
  const { slug: named } = await as(bela).groups.create({ name: taken, timeZone: "UTC" });
  expect(named).not.toBe(taken);
  await db.group.delete({ where: { slug: now2 } });
  await expect(move(wanted, now2)).rejects.toMatchObject({ code: "CONFLICT" });
  const longAgo = new Date(now().getTime() - 366 * 24 * 3600 * 1000);
  await db.formerSlug.updateMany({ where: { slug: now2 }, data: { leftAt: longAgo } });
  expect(await move(wanted, now2)).toEqual({ slug: now2 });
});

it("keeps nothing of a group that was not public", async () => {
  const slug = await adasGroup("private");
  await db.group.delete({ where: { slug } });
  expect(await db.formerSlug.count({ where: { slug } })).toBe(0);
});

it("has a tail that cannot be guessed, unless the group is public", async () => {
  for (const visibility of ["private", "unlisted"] as const) {
    const wanted = fresh();
    const { slug } = await move(await adasGroup(visibility), wanted);
    expect(slug).toMatch(new RegExp(`^${wanted}-[0-9a-f]{10}$`));
  }
});

it("is given once, to one of those who want it at the same moment", async () => {
  const wanted = fresh();
  const slugs = await Promise.all([adasGroup(), adasGroup(), adasGroup()]);
  const said = await outcomes(slugs.map((slug) => move(slug, wanted)));
  expect(said.sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
});

it("is for the owner", async () => {
  expect(await outcomes([move(await adasGroup(), fresh(), bela)])).toEqual(["FORBIDDEN"]);
});

it.each(["new", "ab", "Graphs", "a--b", "-ab", "ab-", "a b", "a/b", "x".repeat(61)])(
  "is not %s",
  (slug) => expect(addressFields.safeParse({ slug }).success).toBe(false),
);
