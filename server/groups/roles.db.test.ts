import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { countMembers, group, person } from "@/server/testing/world";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;

beforeAll(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
});

async function roles(slug: string): Promise<Record<string, string>> {
  const { members } = await as(ada).groups.members({ group: slug });
  return Object.fromEntries(members.map(({ handle, role }) => [handle, role]));
}

it("does not let the owner leave, and always has an owner", async () => {
  const { slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  await expect(as(ada).groups.leave({ group: slug })).rejects.toMatchObject({ code: "FORBIDDEN" });
  // The new owner wants to leave while the group is handed over.
  const both = [
    as(ada).groups.handOver({ group: slug, handle: bela.handle }),
    as(bela).groups.leave({ group: slug }),
  ];
  const done = (await outcomes(both)).filter((word) => word === "done");
  expect(done).toHaveLength(1);
  expect(Object.values(await roles(slug)).filter((role) => role === "owner")).toHaveLength(1);
  await countMembers(slug);
});

it("lets organizers remove members, the owner organizers too, and nobody the owner", async () => {
  const dalia = await person("dalia");
  const { slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "organizer"],
      [milena, "organizer"],
      [dalia, "member"],
    ],
  });
  const remove = (viewer: Viewer, { handle }: Viewer) =>
    as(viewer).groups.removeMember({ group: slug, handle });
  expect(
    await outcomes([
      remove(dalia, bela),
      remove(bela, ada),
      remove(bela, milena),
      remove(bela, bela),
      remove(ada, ada),
    ]),
  ).toEqual(Array(5).fill("FORBIDDEN"));
  expect(await countMembers(slug)).toBe(4);
  await remove(bela, dalia);
  await remove(ada, milena);
  expect(await roles(slug)).toEqual({ [ada.handle]: "owner", [bela.handle]: "organizer" });
  await expect(remove(ada, dalia)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await countMembers(slug)).toBe(2);
});

it("lets only the owner appoint and dismiss organizers", async () => {
  const { slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
      [milena, "organizer"],
    ],
  });
  const set = (viewer: Viewer, { handle }: Viewer, role: "member" | "organizer") =>
    as(viewer).groups.setRole({ group: slug, handle, role });
  await expect(set(milena, bela, "organizer")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(set(ada, ada, "member")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await set(ada, bela, "organizer");
  await set(ada, milena, "member");
  expect(await roles(slug)).toMatchObject({
    [bela.handle]: "organizer",
    [milena.handle]: "member",
  });
  await as(bela).groups.requests({ group: slug });
  await expect(as(milena).groups.requests({ group: slug })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("has one owner after two concurrent handovers", async () => {
  const { slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
      [milena, "organizer"],
    ],
  });
  const both = [bela, milena].map(({ handle }) => as(ada).groups.handOver({ group: slug, handle }));
  expect((await outcomes(both)).sort()).toEqual(["FORBIDDEN", "done"]);
  const now = await roles(slug);
  expect(Object.values(now).filter((role) => role === "owner")).toHaveLength(1);
  expect(now[ada.handle]).toBe("organizer");
});

it("has one owner when the new owner is removed at the same time", async () => {
  const { slug } = await group({
    members: [
      [ada, "owner"],
      [milena, "organizer"],
      [bela, "member"],
    ],
  });
  const both = [
    as(ada).groups.handOver({ group: slug, handle: bela.handle }),
    as(milena).groups.removeMember({ group: slug, handle: bela.handle }),
  ];
  expect((await outcomes(both)).filter((word) => word === "done")).toHaveLength(1);
  expect(Object.values(await roles(slug)).filter((role) => role === "owner")).toHaveLength(1);
  await countMembers(slug);
});

it("lists members by role and time, a hundred a page, with the viewer's rights", async () => {
  const crowd = await Promise.all(Array.from({ length: 101 }, () => person()));
  const { slug } = await group({
    members: [[ada, "owner"], ...crowd.map((one): [Viewer, "member"] => [one, "member"])],
  });
  const first = await as(ada).groups.members({ group: slug });
  expect([first.members.length, first.more]).toEqual([100, true]);
  expect(first.members[0]).toMatchObject({
    handle: ada.handle,
    me: true,
    may: { remove: false, setRole: false, handOver: false },
  });
  expect(first.members[1]?.may).toEqual({
    remove: true,
    setRole: true,
    handOver: true,
    suspend: true,
  });
  const second = await as(null).groups.members({ group: slug, page: 2 });
  expect([second.members.length, second.more]).toEqual([2, false]);
  expect(second.members[0]?.may).toEqual({
    remove: false,
    setRole: false,
    handOver: false,
    suspend: false,
  });
  const all = [...first.members, ...second.members].map(({ handle }) => handle);
  expect(new Set(all).size).toBe(102);
});
