import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { mailedToken } from "@/server/testing/fixtures/groups";
import { group, person } from "@/server/testing/world";
import { handlers } from "./sending";

ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});
beforeEach(async () => {
  await db.rateLimit.deleteMany();
});

async function hidden() {
  const { slug, id } = await group({ visibility: "private", members: [[ada, "owner"]] });
  const invite = (addresses: string, again = false) =>
    as(ada).groups.inviteByEmail({ group: slug, addresses, again });
  return { slug, id, invite };
}

const outcomesOf = (report: { outcome: string }[]) => report.map(({ outcome }) => outcome);
const listOf = (count: number, at = "example.org") =>
  Array.from({ length: count }, (_, number) => `p${number}@${at}`).join("\n");

it("invites each address once, and says of each line what became of it", async () => {
  const { slug, id, invite } = await hidden();
  await invite("waiting@example.org");
  const used = await invite("used@example.org");
  expect(outcomesOf(used)).toEqual(["invited"]);
  await db.invitation.updateMany({
    where: { groupId: id, email: "used@example.org" },
    data: { usedAt: new Date() },
  });
  const list = [
    "Name;Email",
    "Grace Hopper;grace@example.org",
    "waiting@example.org",
    "nonsense",
    "used@example.org",
    "GRACE@example.org",
  ].join("\n");
  const report = await invite(list);
  expect(outcomesOf(report)).toEqual(["invited", "waiting", "malformed", "accepted", "twice"]);
  expect(report[0]).toMatchObject({ line: 2, name: "Grace Hopper", email: "grace@example.org" });
  expect(outcomesOf(await invite(list, true))).toEqual([
    ...["again", "again", "malformed", "invited", "twice"],
  ]);
  await workOff(handlers);
  const mails = await db.mailMessage.findMany({ where: { subject: { contains: "invited" } } });
  expect(mails.map(({ to }) => to).sort()).toEqual(
    ["grace@example.org", "used@example.org", "waiting@example.org"].sort(),
  );
  expect(mails.find(({ to }) => to.startsWith("grace"))?.text).toContain("Hello Grace Hopper");
  expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(3);
  const token = await mailedToken("grace@example.org");
  expect(await as(null).groups.invitation({ token })).toMatchObject({
    person: { written: "Grace Hopper" },
  });
});

it("refuses a list that is too long as a whole, and an empty one", async () => {
  const { slug, invite } = await hidden();
  await expect(invite(listOf(101))).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(invite("\n \n")).rejects.toMatchObject({ code: "BAD_REQUEST" });
  expect(await as(ada).groups.invitations({ group: slug })).toEqual([]);
  expect(await db.rateLimit.count({ where: { key: { startsWith: "invitation" } } })).toBe(0);
});

it("sends a hundred a day, reports the rest, and refuses once nothing is left", async () => {
  const { slug, invite } = await hidden();
  expect(outcomesOf(await invite(listOf(60)))).toEqual(Array(60).fill("invited"));
  const more = outcomesOf(await invite(listOf(60, "more.example")));
  expect(more).toEqual([...Array(40).fill("invited"), ...Array(20).fill("limited")]);
  await expect(invite("one@late.example")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(100);
});

it("counts the mailbox behind tagged addresses, and writes none of a list if the right is gone", async () => {
  const { slug, id, invite } = await hidden();
  const tagged = ["a+1@tag.example", "a+2@tag.example", "a+3@tag.example", "a+4@tag.example"];
  expect(outcomesOf(await invite(tagged.join("\n")))).toEqual([
    ...["invited", "invited", "invited", "limited"],
  ]);
  const bela = await person("bela");
  await db.membership.create({ data: { groupId: id, personId: bela.id } });
  await expect(
    as(bela).groups.inviteByEmail({ group: slug, addresses: listOf(3, "no.example") }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await db.invitation.count({ where: { email: { endsWith: "no.example" } } })).toBe(0);
});

it("asks the database as often for fifty addresses as for two", async () => {
  const { invite } = await hidden();
  const few = await statementsOf(() => invite(listOf(2)));
  const many = await statementsOf(() => invite(listOf(50, "many.example")));
  expect(many.length).toBe(few.length);
});

it("makes one invitation of two organizers' lists at the same moment", async () => {
  const { slug, invite } = await hidden();
  await Promise.all([invite("both@example.org"), invite("both@example.org")]);
  expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(1);
});

it("says of one's own address, and of one that the group's invitation made a member, that it is a member's", async () => {
  const { id, invite } = await hidden();
  const setEmail = (viewer: Viewer, email: string) =>
    db.person.update({ where: { id: viewer.id }, data: { email } });
  await setEmail(ada, "own@example.org");
  const bela = await person({ as: "bela", email: "accepted@example.org" });
  await invite("accepted@example.org");
  const about = { groupId: id, email: "accepted@example.org" };
  await db.invitation.updateMany({ where: about, data: { usedAt: new Date() } });
  await db.membership.create({ data: { groupId: id, personId: bela.id } });
  const list = "own@example.org\naccepted@example.org\nnew@example.org";
  expect(outcomesOf(await invite(list, true))).toEqual(["member", "member", "invited"]);
  expect(await db.invitation.count({ where: { groupId: id } })).toBe(2);
  await db.membership.deleteMany({ where: { groupId: id, personId: bela.id } });
  expect(outcomesOf(await invite("accepted@example.org"))).toEqual(["accepted"]);
});

it("emails nobody who is a member by then", async () => {
  const { id, invite } = await hidden();
  const bela = await person({ as: "bela", email: "already@example.org" });
  await db.membership.create({ data: { groupId: id, personId: bela.id } });
  expect(outcomesOf(await invite("already@example.org"))).toEqual(["invited"]);
  await workOff(handlers);
  expect(await db.mailMessage.count({ where: { to: "already@example.org" } })).toBe(0);
});
