import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { mailedToken, mailInvitation } from "@/server/testing/fixtures/groups";
import { group, person } from "@/server/testing/world";
import { handlers } from "./sending";

ownDatabase();
afterEach(() => setClock(undefined));
beforeEach(async () => {
  await db.rateLimit.deleteMany();
});

const DAY = 24 * 3_600_000;
const MADE = Date.parse("2026-06-01T12:00:00Z");
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

/** A private group that Ada owns and Béla organizes, with an invitation that Ada emailed. */
async function invited(email = `${crypto.randomUUID()}@example.org`) {
  setClock(new Date(MADE));
  const { slug } = await group({
    visibility: "private",
    members: [
      [ada, "owner"],
      [bela, "organizer"],
    ],
  });
  const token = await mailInvitation(ada, slug, email);
  const [listed] = await as(ada).groups.invitations({ group: slug });
  const about = { group: slug, invitationId: listed?.id ?? "" };
  return { slug, email, token, about };
}

const list = (slug: string) => as(ada).groups.invitations({ group: slug });
const mails = (to: string) => db.mailMessage.findMany({ where: { to }, orderBy: { id: "asc" } });
const open = async (token: string) =>
  (await as(null).groups.invitation({ token }))?.state === "open";

it("is sent again by any organizer, begins again, and works by its newest email only", async () => {
  const { slug, email, token, about } = await invited();
  setClock(new Date(MADE + 10 * DAY));
  await as(bela).groups.resendInvitation(about);
  await workOff(handlers);
  expect(await list(slug)).toMatchObject([
    { by: bela.name, expiresAt: new Date(MADE + 24 * DAY), email },
  ]);
  const again = await mailedToken(email);
  expect([await open(token), await open(again)]).toEqual([false, true]);
  const texts = (await mails(email)).map(({ text }) => text.replace(/\s+/g, " "));
  expect(texts).toEqual([
    expect.stringContaining("works once, until Monday, 15 June 2026."),
    expect.stringContaining("works once, until Thursday, 25 June 2026."),
  ]);
});

it("works a week longer, by the same link, up to sixty days ahead", async () => {
  const { slug, email, token, about } = await invited();
  const answer = await as(ada).groups.extendInvitation(about);
  expect(answer.expiresAt).toEqual(new Date(MADE + 21 * DAY));
  setClock(new Date(MADE + 21 * DAY - 1));
  expect(await open(token)).toBe(true);
  setClock(new Date(MADE));
  const more = Array.from({ length: 5 }, () => as(ada).groups.extendInvitation(about));
  await Promise.all(more);
  await expect(as(ada).groups.extendInvitation(about)).rejects.toThrow("at most 60 days");
  const expiresAt = new Date(MADE + 56 * DAY);
  expect(await list(slug)).toMatchObject([{ expiresAt }]);
  // Sent again, it keeps its later day.
  await as(ada).groups.resendInvitation(about);
  await as(ada).groups.inviteByEmail({ group: slug, addresses: email, again: true });
  expect(await list(slug)).toMatchObject([{ expiresAt }]);
});

it("goes to a corrected address at once, and lets nobody in by the wrong one", async () => {
  const { slug, email, token, about } = await invited();
  const right = `right-${email}`;
  setClock(new Date(MADE + DAY));
  const answer = await as(bela).groups.correctInvitation({
    ...about,
    email: right,
    name: "Grace Hopper",
  });
  expect(answer).toEqual({ sent: true });
  expect(await open(token)).toBe(false);
  await workOff(handlers);
  expect(await list(slug)).toMatchObject([
    { email: right, name: "Grace Hopper", by: bela.name, expiresAt: new Date(MADE + 15 * DAY) },
  ]);
  expect(await mails(email)).toHaveLength(1);
  expect(await open(await mailedToken(right))).toBe(true);
});

it("sends nothing for a corrected name, and refuses an address that is invited already", async () => {
  const { slug, email, token, about } = await invited();
  const change = (to: string, name = "") =>
    as(ada).groups.correctInvitation({ ...about, email: to, name });
  expect(await change(email, "Grace")).toEqual({ sent: false });
  await mailInvitation(ada, slug, `other-${email}`);
  await expect(change(`other-${email}`)).rejects.toThrow("invited already");
  await workOff(handlers);
  expect(await mails(email)).toHaveLength(1);
  expect(await as(null).groups.invitation({ token })).toMatchObject({
    person: { email, written: "Grace" },
  });
});

it("goes to an address whose earlier invitation has run out", async () => {
  const { slug, email } = await invited();
  setClock(new Date(MADE + 15 * DAY));
  await mailInvitation(ada, slug, `other-${email}`);
  const [other] = await list(slug);
  const about = { group: slug, invitationId: other?.id ?? "" };
  expect(await as(ada).groups.correctInvitation({ ...about, email })).toEqual({ sent: true });
  expect(await list(slug)).toMatchObject([{ email }]);
});

it("counts each email like the first one", async () => {
  const { about, email } = await invited();
  await db.rateLimit.deleteMany();
  const again = () => as(ada).groups.resendInvitation(about);
  for (let count = 0; count < 3; count++) await again();
  await expect(again()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  const tagged = email.replace("@", "+work@");
  await expect(as(ada).groups.correctInvitation({ ...about, email: tagged })).rejects.toMatchObject(
    { code: "TOO_MANY_REQUESTS" },
  );
});

/** All three changes of an invitation. */
const changes = (viewer: Viewer, about: { group: string; invitationId: string }) => [
  as(viewer).groups.resendInvitation(about),
  as(viewer).groups.extendInvitation(about),
  as(viewer).groups.correctInvitation({ ...about, email: "new@example.org" }),
];

it("cannot be changed once it is over, from another group, or by a member; nor can a link", async () => {
  const { slug, about } = await invited();
  const elsewhere = await group({ members: [[bela, "owner"]] });
  const missing = Array(3).fill("NOT_FOUND");
  expect(await outcomes(changes(bela, { ...about, group: elsewhere.slug }))).toEqual(missing);
  const { id: groupId } = await db.group.findUniqueOrThrow({ where: { slug } });
  const member = await person();
  await db.membership.create({ data: { groupId, personId: member.id } });
  expect(await outcomes(changes(member, about))).toEqual(Array(3).fill("FORBIDDEN"));
  await as(ada).groups.inviteByLink({ group: slug });
  const link = (await list(slug)).find(({ email }) => email === null);
  const ofLink = { group: slug, invitationId: link?.id ?? "" };
  expect(await outcomes(changes(ada, ofLink))).toEqual(missing);
  setClock(new Date(MADE + 14 * DAY + 1));
  expect(await outcomes(changes(ada, about))).toEqual(missing);
  setClock(new Date(MADE));
  await as(ada).groups.revokeInvitation(about);
  expect(await outcomes(changes(ada, about))).toEqual(missing);
});
