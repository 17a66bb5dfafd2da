import { afterEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { subscribe } from "@/server/testing/fixtures/digests";
import { group, person } from "@/server/testing/world";

ownDatabase();
afterEach(() => setClock(undefined));

async function joined() {
  const [lena, ada] = await Promise.all([person("lena"), person("ada")]);
  const { slug, id } = await group({ members: [[lena, "owner"]] });
  await as(ada).groups.join({ group: slug });
  return { ada, slug, groupId: id };
}
const digestsOf = async (personId: string) =>
  db.subscription.findMany({
    where: { personId },
    select: { cadence: true, sources: { select: { kind: true, groupId: true } } },
  });

it("a new member gets a weekly digest with the group by one click, once, however often they press", async () => {
  const { ada, slug, groupId } = await joined();
  expect(await as(ada).digests.offer({ group: slug })).toBe("new");
  await Promise.all([1, 2, 3].map(() => as(ada).digests.acceptOffer({ group: slug })));
  expect(await digestsOf(ada.id)).toEqual([
    { cadence: "weekly", sources: [{ kind: "group", groupId }] },
  ]);
  expect(await as(ada).digests.offer({ group: slug })).toBeNull();
  const emails = await db.mailMessage.count();
  expect(emails).toBe(0);
});

it("somebody who has a digest is offered to add the group to it", async () => {
  const { ada, slug, groupId } = await joined();
  await subscribe(ada, { sources: [{ kind: "trending" }] });
  expect(await as(ada).digests.offer({ group: slug })).toBe("add");
  await as(ada).digests.acceptOffer({ group: slug });
  expect(await digestsOf(ada.id)).toEqual([
    {
      cadence: "daily",
      sources: [
        { kind: "trending", groupId: null },
        { kind: "group", groupId },
      ],
    },
  ]);
});

it("is not offered to people without an address, nor to members of long standing", async () => {
  const { ada, slug } = await joined();
  setClock(new Date(Date.now() + 15 * 864e5));
  expect(await as(ada).digests.offer({ group: slug })).toBeNull();
  setClock(undefined);
  await db.person.update({ where: { id: ada.id }, data: { email: null } });
  expect(await as(ada).digests.offer({ group: slug })).toBeNull();
  await expect(as(ada).digests.acceptOffer({ group: slug })).rejects.toMatchObject({
    code: "BAD_REQUEST",
  });
});
