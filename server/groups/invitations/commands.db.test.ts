import { afterEach, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { mailInvitation } from "@/server/testing/fixtures/groups";
import { countMembers, group, person } from "@/server/testing/world";

ownDatabase();
afterEach(() => setClock(undefined));

const DAY = 24 * 3_600_000;
let ada: Viewer;
let bela: Viewer;
let milena: Viewer;

beforeAll(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
});

const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);

/** A private group of ada's, so that an invitation is the only way in. */
async function hidden(members: [Viewer, "organizer" | "member"][] = []) {
  return group({ visibility: "private", members: [[ada, "owner"], ...members] });
}

async function byLink(slug: string, by = ada): Promise<string> {
  return tokenOf((await as(by).groups.inviteByLink({ group: slug })).link);
}

const byMail = (slug: string, email: string, by = ada) => mailInvitation(by, slug, email);

const accept = (viewer: Viewer, token: string) => as(viewer).groups.acceptInvitation({ token });

it("shows the group to people who have the link, but not the address of a private one", async () => {
  const { slug } = await hidden();
  const token = await byLink(slug);
  const shown = await as(null).groups.invitation({ token });
  expect(shown).toEqual({
    state: "open",
    name: expect.any(String),
    descriptionHtml: "",
    memberCount: 1,
    visibility: "private",
    by: ada.name,
    expiresAt: null,
    person: null,
  });
  expect(await as(null).groups.invitation({ token: `${token}x` })).toBeNull();
});

it("lets in everybody who has the link, each person once", async () => {
  const { slug } = await hidden();
  const token = await byLink(slug);
  const answers = await Promise.all(
    [bela, bela, bela, milena].map((viewer) => accept(viewer, token)),
  );
  expect(answers.filter(({ joined }) => joined)).toHaveLength(2);
  expect(answers.every((answer) => answer.slug === slug)).toBe(true);
  expect(await countMembers(slug)).toBe(3);
});

it("works once if it was emailed: two uses at the same time make one member", async () => {
  const { slug } = await hidden();
  const token = await byMail(slug, "grace@example.org");
  expect(await as(null).groups.invitation({ token })).toMatchObject({
    person: { email: "grace@example.org", isNew: true, isViewer: false, signsIn: true },
  });
  const both = await outcomes([accept(bela, token), accept(milena, token)]);
  expect(both.sort()).toEqual(["PRECONDITION_FAILED", "done"]);
  expect(await countMembers(slug)).toBe(2);
  expect(await as(null).groups.invitation({ token })).toEqual({ state: "over", used: true });
  expect(await as(ada).groups.invitations({ group: slug })).toEqual([]);
});

it("works for a person who presses twice, and is not used up by a member", async () => {
  const { slug } = await hidden([[milena, "member"]]);
  const token = await byMail(slug, "hopper@example.org");
  expect(await accept(milena, token)).toMatchObject({ slug, joined: false });
  expect(await as(null).groups.invitation({ token })).toMatchObject({ state: "open" });
  const twice = await Promise.all([accept(bela, token), accept(bela, token)]);
  expect(twice.map(({ joined }) => joined).sort()).toEqual([false, true]);
  expect(await countMembers(slug)).toBe(3);
});

it("no longer works after fourteen days if it was emailed, and a link works on", async () => {
  const { slug } = await hidden();
  const made = Date.parse("2026-06-01T12:00:00Z");
  setClock(new Date(made));
  const [link, mailed] = [await byLink(slug), await byMail(slug, "noether@example.org")];
  setClock(new Date(made + 14 * DAY - 1));
  expect(await as(null).groups.invitation({ token: mailed })).toMatchObject({ state: "open" });
  setClock(new Date(made + 14 * DAY + 1));
  expect(await as(null).groups.invitation({ token: mailed })).toEqual({
    state: "over",
    used: false,
  });
  await expect(accept(bela, mailed)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  const left = await as(ada).groups.invitations({ group: slug });
  expect(left.map((one) => tokenOf(one.link ?? ""))).toEqual([link]);
  expect(await countMembers(slug)).toBe(1);
  setClock(new Date(made + 400 * DAY));
  expect(await accept(bela, link)).toMatchObject({ joined: true });
});

it("no longer works once revoked, and can be revoked only by its own group", async () => {
  const { slug } = await hidden();
  const elsewhere = await group({ members: [[milena, "owner"]] });
  const token = await byLink(slug);
  const [invitation] = await as(ada).groups.invitations({ group: slug });
  const invitationId = invitation?.id as string;
  await expect(
    as(milena).groups.revokeInvitation({ group: elsewhere.slug, invitationId }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  await as(ada).groups.revokeInvitation({ group: slug, invitationId });
  await expect(accept(bela, token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(await as(null).groups.invitation({ token })).toEqual({ state: "over", used: false });
  await expect(
    as(ada).groups.revokeInvitation({ group: slug, invitationId }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("lets nobody in after a concurrent revocation", async () => {
  for (let round = 0; round < 5; round++) {
    const { slug } = await hidden();
    const token = await byLink(slug);
    const [invitation] = await as(ada).groups.invitations({ group: slug });
    const revoked = as(ada)
      .groups.revokeInvitation({ group: slug, invitationId: invitation?.id as string })
      .then(() => countMembers(slug));
    const people = await Promise.all([person(), person(), person(), person()]);
    await Promise.all([revoked, outcomes(people.map((viewer) => accept(viewer, token)))]);
    expect(await countMembers(slug)).toBe(await revoked);
  }
});

it("does not let a removed person back in by a link or an emailed invitation", async () => {
  const { slug } = await hidden([[milena, "organizer"]]);
  const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
  const own = await byMail(slug, email as string, milena);
  await accept(bela, await byLink(slug, milena));
  await as(ada).groups.setRole({ group: slug, handle: bela.handle, role: "organizer" });
  const known = await byLink(slug, bela);
  const others = await byMail(slug, "lovelace@example.org", milena);
  await as(ada).groups.removeMember({ group: slug, handle: bela.handle });
  for (const token of [known, own]) {
    await expect(accept(bela, token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  }
  // The removed person never saw an invitation that was sent to another person.
  expect(await accept(await person(), others)).toMatchObject({ slug, joined: true });
});

it("is created, listed and read again by organizers only, and stores no link", async () => {
  const { slug } = await hidden([
    [bela, "organizer"],
    [milena, "member"],
  ]);
  const token = await byLink(slug, bela);
  expect(
    await outcomes([
      as(milena).groups.inviteByLink({ group: slug }),
      as(milena).groups.inviteByEmail({ group: slug, addresses: "x@example.org" }),
      as(milena).groups.invitations({ group: slug }),
    ]),
  ).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  // Any organizer reads the link again, and its maker gets the same one.
  expect(await as(ada).groups.invitations({ group: slug })).toMatchObject([
    { by: bela.name, link: expect.stringContaining(`/join/${token}`) },
  ]);
  expect(await byLink(slug, bela)).toBe(token);
  expect(JSON.stringify(await db.invitation.findMany())).not.toContain(token);
});

it("sends at most three emails a day to one address", async () => {
  const { slug } = await hidden();
  const email = "often@example.org";
  const invite = () => as(ada).groups.inviteByEmail({ group: slug, addresses: email, again: true });
  for (let count = 0; count < 3; count++) await invite();
  await expect(invite()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(1);
});

it("never shows the token of an emailed invitation: not to organizers, not in the queue or the database", async () => {
  const { slug } = await hidden();
  const address = "secret@example.org";
  await as(ada).groups.inviteByEmail({ group: slug, addresses: address });
  const queue = () =>
    db.$queryRaw`SELECT payload::text, key FROM graphile_worker._private_jobs ORDER BY id`;
  expect(JSON.stringify(await queue())).toContain("invitationId");
  expect(JSON.stringify(await queue())).not.toContain("/join/");
  const token = await byMail(slug, address);
  const seen = [
    await as(ada).groups.invitations({ group: slug }),
    await db.invitation.findMany(),
    await queue(),
  ];
  expect(token).toHaveLength(43);
  expect(JSON.stringify(seen)).not.toContain(token);
  expect(await as(ada).groups.invitations({ group: slug })).toMatchObject([{ link: null }]);
});

it("works only by its newest email", async () => {
  const { slug } = await hidden();
  const first = await byMail(slug, "twice@example.org");
  const second = await byMail(slug, "twice@example.org");
  expect(await as(null).groups.invitation({ token: first })).toBeNull();
  expect(await as(null).groups.invitation({ token: second })).toMatchObject({ state: "open" });
});

it("names a link's maker, and switches each off alone", async () => {
  const { slug } = await hidden([[bela, "organizer"]]);
  const [mine, his] = [await byLink(slug, ada), await byLink(slug, bela)];
  expect(mine).not.toBe(his);
  expect(await as(null).groups.invitation({ token: his })).toMatchObject({ by: bela.name });
  const links = await as(ada).groups.invitations({ group: slug });
  const invitationId = links.find(({ by }) => by === ada.name)?.id ?? "";
  await as(bela).groups.revokeInvitation({ group: slug, invitationId });
  expect(await as(null).groups.invitation({ token: mine })).toMatchObject({ state: "over" });
  expect(await as(null).groups.invitation({ token: his })).toMatchObject({ state: "open" });
  // The next link is a new one: whoever has the old one stays outside.
  expect(await byLink(slug, ada)).not.toBe(mine);
});

it("cannot be read again under another secret of the site, and still works", async () => {
  const { slug } = await hidden();
  const token = await byLink(slug);
  const secret = process.env.AUTH_SECRET;
  process.env.AUTH_SECRET = "another secret of the site, long enough";
  forgetEnv();
  try {
    expect(await as(ada).groups.invitations({ group: slug })).toMatchObject([{ link: null }]);
    expect(await accept(bela, token)).toMatchObject({ joined: true });
    const renewed = await byLink(slug);
    expect(renewed).not.toBe(token);
    expect(await as(null).groups.invitation({ token })).toMatchObject({ state: "over" });
  } finally {
    process.env.AUTH_SECRET = secret;
    forgetEnv();
  }
});
