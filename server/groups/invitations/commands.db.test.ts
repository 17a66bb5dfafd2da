import { afterEach, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
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

/** The link in the queue that will be emailed to this address. */
async function byMail(slug: string, email: string, by = ada): Promise<string> {
  await as(by).groups.inviteByEmail({ group: slug, email });
  const [job] = await db.$queryRaw<{ payload: { link: string; by: string } }[]>`
    SELECT payload FROM graphile_worker._private_jobs
    WHERE payload->>'to' = ${email} ORDER BY id DESC LIMIT 1`;
  expect(job?.payload.by).toBe(by.name);
  return tokenOf(job?.payload.link as string);
}

const accept = (viewer: Viewer, token: string) => as(viewer).groups.acceptInvitation({ token });

it("shows the group to people who have the link, but not the address of a private one", async () => {
  const { slug } = await hidden();
  const token = await byLink(slug);
  const shown = await as(null).groups.invitation({ token });
  expect(shown).toMatchObject({ memberCount: 1, once: false, visibility: "private" });
  expect(Object.keys(shown ?? {}).sort()).toEqual([
    "description",
    "expiresAt",
    "memberCount",
    "name",
    "once",
    "visibility",
  ]);
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
  expect(await as(null).groups.invitation({ token })).toMatchObject({ once: true });
  const both = await outcomes([accept(bela, token), accept(milena, token)]);
  expect(both.sort()).toEqual(["PRECONDITION_FAILED", "done"]);
  expect(await countMembers(slug)).toBe(2);
  expect(await as(null).groups.invitation({ token })).toBeNull();
  expect(await as(ada).groups.invitations({ group: slug })).toEqual([]);
});

it("works for a person who presses twice, and is not used up by a member", async () => {
  const { slug } = await hidden([[milena, "member"]]);
  const token = await byMail(slug, "hopper@example.org");
  expect(await accept(milena, token)).toEqual({ slug, joined: false });
  expect((await as(null).groups.invitation({ token }))?.once).toBe(true);
  const twice = await Promise.all([accept(bela, token), accept(bela, token)]);
  expect(twice.map(({ joined }) => joined).sort()).toEqual([false, true]);
  expect(await countMembers(slug)).toBe(3);
});

it("no longer works after fourteen days", async () => {
  const { slug } = await hidden();
  const made = Date.parse("2026-06-01T12:00:00Z");
  setClock(new Date(made));
  const [link, mailed] = [await byLink(slug), await byMail(slug, "noether@example.org")];
  setClock(new Date(made + 14 * DAY - 1));
  expect(await as(null).groups.invitation({ token: link })).not.toBeNull();
  setClock(new Date(made + 14 * DAY + 1));
  for (const token of [link, mailed]) {
    expect(await as(null).groups.invitation({ token })).toBeNull();
    await expect(accept(bela, token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  }
  expect(await as(ada).groups.invitations({ group: slug })).toEqual([]);
  expect(await countMembers(slug)).toBe(1);
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
  expect(await as(null).groups.invitation({ token })).toBeNull();
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
  const { slug } = await hidden([
    [bela, "organizer"],
    [milena, "organizer"],
  ]);
  const { email } = await db.person.findUniqueOrThrow({ where: { id: bela.id } });
  const known = await byLink(slug, bela);
  const own = await byMail(slug, email as string, milena);
  const others = await byMail(slug, "lovelace@example.org", milena);
  await as(ada).groups.removeMember({ group: slug, handle: bela.handle });
  for (const token of [known, own]) {
    await expect(accept(bela, token)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  }
  // The removed person never saw an invitation that was sent to another person.
  expect(await accept(await person(), others)).toMatchObject({ slug, joined: true });
});

it("is created and listed by organizers only, and stores no link", async () => {
  const { slug } = await hidden([
    [bela, "organizer"],
    [milena, "member"],
  ]);
  const token = await byLink(slug, bela);
  expect(
    await outcomes([
      as(milena).groups.inviteByLink({ group: slug }),
      as(milena).groups.inviteByEmail({ group: slug, email: "x@example.org" }),
      as(milena).groups.invitations({ group: slug }),
    ]),
  ).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  expect(JSON.stringify(await as(bela).groups.invitations({ group: slug }))).not.toContain(token);
  expect(await db.invitation.count({ where: { tokenHash: token } })).toBe(0);
});

it("sends at most three emails a day to one address", async () => {
  const { slug } = await hidden();
  const email = "often@example.org";
  const invite = () => as(ada).groups.inviteByEmail({ group: slug, email });
  for (let count = 0; count < 3; count++) await invite();
  await expect(invite()).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(3);
});
