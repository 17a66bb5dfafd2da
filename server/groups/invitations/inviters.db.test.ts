import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db, transact } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { mailInvitation } from "@/server/testing/fixtures/groups";
import { soon } from "@/server/testing/time";
import { countMembers, group, person } from "@/server/testing/world";
import { lockGroup } from "../members/commands";
import { handlers } from "./sending";

ownDatabase();

const SAYS = "This invitation no longer works. Ask an organizer of the group for a new one.";
const reason = "Off the point.";
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});

/** A private group of Ada's in which Béla is an organizer, with his invitations. */
async function invited() {
  const bela = await person("bela");
  const { slug } = await group({
    visibility: "private",
    members: [
      [ada, "owner"],
      [bela, "organizer"],
    ],
  });
  const tokens = [await byLink(bela, slug), await byMail(bela, slug)];
  return { bela, slug, tokens, about: { group: slug, handle: bela.handle } };
}
type Invited = Awaited<ReturnType<typeof invited>>;

const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);
/** Reads an invitation that still works; null for one that does not. */
async function shown(token: string) {
  const found = await as(null).groups.invitation({ token });
  return found?.state === "open" ? found : null;
}

const accept = (viewer: Viewer, token: string) => as(viewer).groups.acceptInvitation({ token });

async function byLink(viewer: Viewer, slug: string): Promise<string> {
  return tokenOf((await as(viewer).groups.inviteByLink({ group: slug })).link);
}

const byMail = (viewer: Viewer, slug: string) =>
  mailInvitation(viewer, slug, `${crypto.randomUUID()}@example.org`);

const suspendedAt = (at: Date | null) => (one: Invited) =>
  db.person.update({ where: { id: one.bela.id }, data: { suspendedAt: at } });

/** Acts that take away the right to invite, and acts that give it back. */
const ENDS: Record<
  string,
  [end: (one: Invited) => Promise<unknown>, again?: (one: Invited) => Promise<unknown>]
> = {
  "is made a member": [
    ({ about }) => as(ada).groups.setRole({ ...about, role: "member" }),
    ({ about }) => as(ada).groups.setRole({ ...about, role: "organizer" }),
  ],
  leaves: [
    ({ bela, slug }) => as(bela).groups.leave({ group: slug }),
    async ({ bela, slug, about }) => {
      await accept(bela, await byLink(ada, slug));
      await as(ada).groups.setRole({ ...about, role: "organizer" });
    },
  ],
  "is removed": [({ about }) => as(ada).groups.removeMember(about)],
  "is suspended from the group": [
    ({ about }) => as(ada).moderation.suspend({ ...about, reason, days: 1 }),
    ({ about }) => as(ada).moderation.reinstate({ ...about, reason }),
  ],
  "is suspended from the site": [suspendedAt(new Date())],
  "deletes the account": [({ bela }) => as(bela).people.deleteAccount({ handle: bela.handle })],
};

for (const [fact, [end, again]] of Object.entries(ENDS)) {
  it(`ends the invitations of an organizer who ${fact}, and does not restore them later`, async () => {
    const one = await invited();
    const { slug, tokens } = one;
    const others = [await byLink(ada, slug), await byMail(ada, slug)];
    for (const token of tokens) expect(await shown(token)).not.toBeNull();
    await end(one);
    const before = await countMembers(slug);
    const holds = async () => {
      for (const token of tokens) {
        expect(await shown(token)).toBeNull();
        await expect(accept(await person(), token)).rejects.toThrow(SAYS);
      }
    };
    await holds();
    expect(await countMembers(slug)).toBe(before);
    if (again) {
      await again(one);
      await holds();
    }
    // Invitations of other inviters stay, but removing a person ends all links that they may know.
    const left = fact === "is removed" ? [others[1]] : others;
    expect(await as(ada).groups.invitations({ group: slug })).toHaveLength(left.length);
    for (const token of left)
      expect(await accept(await person(), token ?? "")).toMatchObject({ joined: true });
  });
}

it("emails no invitation of a person who may no longer invite", async () => {
  const { about, bela, slug } = await invited();
  const [late, kept] = ["late", "kept"].map((name) => `${name}-${slug}@example.org`);
  await as(bela).groups.inviteByEmail({ group: slug, addresses: late ?? "" });
  await as(ada).groups.inviteByEmail({ group: slug, addresses: kept ?? "" });
  await as(ada).groups.setRole({ ...about, role: "member" });
  await workOff(handlers);
  expect(await db.mailMessage.count({ where: { to: kept ?? "" } })).toBe(1);
  expect(await db.mailMessage.count({ where: { to: late ?? "" } })).toBe(0);
});

it("keeps the owner's invitations when the group is handed over, because an organizer may invite", async () => {
  const { slug, about, bela } = await invited();
  const token = await byLink(ada, slug);
  await as(ada).groups.handOver(about);
  expect(await accept(await person(), token)).toMatchObject({ joined: true });
  expect(await byLink(bela, slug)).not.toBe("");
});

it("lets nobody in after the inviter was made a plain member at the same time", async () => {
  for (let round = 0; round < 5; round++) {
    const { slug, about, tokens } = await invited();
    const people = await Promise.all([person(), person(), person(), person()]);
    const demoted = as(ada)
      .groups.setRole({ ...about, role: "member" })
      .then(() => countMembers(slug));
    const accepted = outcomes(people.map((viewer, at) => accept(viewer, tokens[at % 2] ?? "")));
    await Promise.all([demoted, accepted]);
    expect(await countMembers(slug)).toBe(await demoted);
  }
});

it("creates no invitation, and decides no request, for a person who has just lost the role", async () => {
  const { bela, slug } = await invited();
  const milena = await person("milena");
  const open = { visibility: "public", joinPolicy: "request" } as const;
  const { id: groupId } = await db.group.update({ where: { slug }, data: open });
  await as(milena).groups.ask({ group: slug, message: "" });
  const [request] = await as(ada).groups.requests({ group: slug });
  const inGroup = { group: slug };
  const answer = { ...inGroup, requestId: request?.id ?? "", accept: true };
  const made = () => db.invitation.count({ where: { groupId } });
  const before = await made();
  let late: Promise<string[]> | undefined;
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    // All three have passed the procedure's check, and wait for the group's lock.
    late = outcomes([
      as(bela).groups.inviteByLink(inGroup),
      as(bela).groups.inviteByEmail({ ...inGroup, addresses: "late@example.org" }),
      as(bela).groups.answerRequest(answer),
    ]);
    await soon(async () => expect(await waiting()).toBe(3));
    const where = { groupId, personId: bela.id };
    await tx.membership.updateMany({ where, data: { role: "member" } });
  });
  expect(await late).toEqual(Array(3).fill("FORBIDDEN"));
  expect([await made(), await countMembers(slug)]).toEqual([before, 2]);
});

/** Counts the connections to this database that wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}
