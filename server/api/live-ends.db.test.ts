import { afterEach, expect, it } from "vitest";
import { groupTopic } from "@/server/groups/policy";
import { setSiteRole } from "@/server/people/commands";
import { personTopic } from "@/server/people/policy";
import { closeSession } from "@/server/people/sessions/commands";
import { setClock } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { talkingGroup } from "@/server/testing/fixtures/threads";
import { closeStreams, page, pageOf, stream } from "@/server/testing/streams";
import { soon } from "@/server/testing/time";
import { group, paper, person, session } from "@/server/testing/world";

ownDatabase();
afterEach(async () => {
  setClock(undefined);
  await closeStreams();
});

/** A group, its people and a stranger, and the token of a browser of ada's whose stream is to end. */
async function world(visibility: "public" | "private") {
  const made = await talkingGroup(visibility);
  const [stranger, ends] = [await person(), await session(made.ada.id)];
  return { ...made, stranger, ends };
}
type World = Awaited<ReturnType<typeof world>>;

const HEAD = {
  name: "Another name",
  description: "",
  joinPolicy: "open",
  timeZone: "UTC",
} as const;
const reason = "Off the point.";
const sessionOf = (token: string) => ({ where: { tokenHash: hashSecret(token) } });
const at = (id: string) => ({ where: { id } });

/** Checks that an act ends ada's stream on a private group, and not bela's. */
const ENDS: Record<string, (world: World) => Promise<unknown>> = {
  "ada signs out": ({ ends }) => closeSession(ends),
  "ada signs out everywhere": ({ ada }) => as(ada).people.signOutEverywhere(),
  "ada's session is cut short": ({ ends }) =>
    db.session.update({ ...sessionOf(ends), data: { expiresAt: new Date(Date.now() + 60_000) } }),
  "ada deletes the account": ({ ada }) => as(ada).people.deleteAccount({ handle: ada.handle }),
  "the site suspends ada": ({ ada }) =>
    db.person.update({ ...at(ada.id), data: { suspendedAt: new Date() } }),
  "ada becomes a moderator": ({ ada }) => setSiteRole("moderator", ada.handle, true),
  "ada becomes an operator": ({ ada }) => setSiteRole("operator", ada.handle, true),
  "ada leaves": ({ ada, slug }) => as(ada).groups.leave({ group: slug }),
  "ada is removed": ({ ada, organizer, slug }) =>
    as(organizer).groups.removeMember({ group: slug, handle: ada.handle }),
  "ada becomes an organizer": ({ ada, owner, slug }) =>
    as(owner).groups.setRole({ group: slug, handle: ada.handle, role: "organizer" }),
  "ada becomes the owner": ({ ada, owner, slug }) =>
    as(owner).groups.handOver({ group: slug, handle: ada.handle }),
  "the group suspends ada": ({ ada, organizer, slug }) =>
    as(organizer).moderation.suspend({ group: slug, handle: ada.handle, reason, days: 1 }),
};

for (const [fact, happens] of Object.entries(ENDS)) {
  it(`ends the stream of a member when: ${fact}`, async () => {
    const here = await world("private");
    const watches = [`group/${here.slug}`];
    const [hers, his] = [await pageOf(here.ends, watches), await page(here.bela, watches)];
    await happens(here);
    await soon(() => expect(hers.ended()).toBe(true));
    await stays(his, here.groupId);
  });
}

/** Holds that a page still hears of its group: what ends it would have come before. */
async function stays(open: Awaited<ReturnType<typeof page>>, groupId: string) {
  await transact((tx) => notifyTopics(tx, groupTopic(groupId)));
  await soon(() => expect(open.changed().length).toBeGreaterThan(0));
  expect(open.ended()).toBe(false);
}

it("ends the streams of strangers and guests when a group becomes private", async () => {
  const { slug, organizer, stranger } = await world("public");
  const away = await group({ visibility: "public" });
  const watches = [`group/${slug}`];
  const seen = await Promise.all([page(stranger, watches), page(null, watches)]);
  const elsewhere = await page(null, [`group/${away.slug}`]);
  expect(seen.map(({ watching }) => watching)).toEqual([watches, watches]);
  await as(organizer).groups.update({ group: slug, ...HEAD, visibility: "private" });
  await soon(() => expect(seen.map(({ ended }) => ended())).toEqual([true, true]));
  await stays(elsewhere, away.id);
  expect((await page(stranger, watches)).watching).toEqual([]);
});

it("ends the streams of onlookers when a group is gone", async () => {
  const owner = await person();
  const { slug } = await group({ visibility: "public", members: [[owner, "owner"]] });
  const open = await page(null, [`group/${slug}`]);
  await as(owner).people.deleteAccount({ handle: owner.handle });
  await soon(() => expect(open.ended()).toBe(true));
});

it("ends the streams of onlookers when a paper, a meeting or a ballot is gone", async () => {
  const [ada, { id: paperId }, unread] = [await person(), await paper(), await paper()];
  const { id: groupId, slug: here } = await group({ members: [[ada, "owner"]] });
  const reading = await db.reading.create({ data: { groupId, paperId } });
  const startsAt = new Date();
  const meeting = await db.meeting.create({ data: { groupId, readingId: reading.id, startsAt } });
  const ballot = await db.ballot.create({ data: { groupId, closesAt: new Date() } });
  for (const [watch, gone] of [
    [`group/${here}/meeting/${meeting.id}`, () => db.meeting.delete(at(meeting.id))],
    [`group/${here}/ballot/${ballot.id}`, () => db.ballot.delete(at(ballot.id))],
    [`paper/${unread.slug}`, () => db.paper.delete(at(unread.id))],
  ] as const) {
    const open = await page(ada, [watch]);
    expect(open.watching).toEqual([watch]);
    await gone();
    await soon(() => expect(open.ended()).toBe(true));
  }
});

it("begins anew for somebody who joins: from now on its threads are theirs to watch", async () => {
  const { slug, stranger, paper: talked } = await world("public");
  const watches = [`group/${slug}`, `group/${slug}/paper/${talked}`];
  const open = await page(stranger, watches);
  expect(open.watching).toEqual([`group/${slug}`]);
  await as(stranger).groups.join({ group: slug });
  await soon(() => expect(open.ended()).toBe(true));
  expect((await page(stranger, watches)).watching).toEqual(watches);
});

it("ends with the session's time", async () => {
  const ada = await person();
  const [token, at] = [newSecret(), new Date()];
  setClock(at);
  const expiresAt = new Date(at.getTime() + 1);
  await db.session.create({ data: { personId: ada.id, tokenHash: hashSecret(token), expiresAt } });
  const [others, hers] = [await page(ada, ["me"]), await pageOf(token, ["me"])];
  await soon(() => expect(hers.ended()).toBe(true));
  expect(others.ended()).toBe(false);
});

it("does not end for what changes about others, or about other things", async () => {
  const here = await world("private");
  const { ada, bela, owner, organizer, stranger, slug, ends } = here;
  const away = await group({ visibility: "public", members: [[stranger, "owner"]] });
  const open = await pageOf(ends, [`group/${slug}`]);
  const other = await session(ada.id);
  const later = new Date(Date.now() + 90 * 24 * 3_600_000);
  await closeSession(other);
  await db.session.update({ ...sessionOf(ends), data: { expiresAt: later } });
  await as(ada).people.updateProfile({ name: "Ada L.", handle: ada.handle, timeZone: "UTC" });
  await as(ada).people.block({ handle: stranger.handle });
  await as(owner).groups.setRole({ group: slug, handle: bela.handle, role: "organizer" });
  await as(bela).groups.leave({ group: slug });
  await as(organizer).groups.update({ group: slug, ...HEAD, visibility: "private" });
  await as(stranger).groups.update({ group: away.slug, ...HEAD, visibility: "private" });
  await as(stranger).people.deleteAccount({ handle: stranger.handle });
  await stays(open, here.groupId);
});

it("does not begin where the session ended while it was set up", async () => {
  const { ada, ends } = await world("private");
  const other = await page(ada, ["me"]);
  // A stream is counted once its session is read: this holds it up in between.
  let opening: ReturnType<typeof stream> | undefined;
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "RateLimit"`;
    opening = stream(ends, ["me"]);
    await soon(async () => expect(await waiting()).toBe(1));
    await closeSession(ends);
    await transact((tx) => notifyTopics(tx, personTopic(ada.id)));
    // This announcement came after the end of the session, so that was heard, too.
    await soon(() => expect(other.changed()).toEqual(["me"]));
  });
  for await (const _ of (await opening) ?? []) throw new Error("the stream has begun");
});

/** Counts connections that wait for the table in which uses are counted. */
async function waiting(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_locks
    WHERE relation = '"RateLimit"'::regclass AND NOT granted`;
  return row?.count ?? 0;
}
