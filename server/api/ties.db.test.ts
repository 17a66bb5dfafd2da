import { createHash } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { db, disconnect } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { fullGroup } from "@/server/testing/fixtures/full-group";

// A page of a list ends where the next begins only if no two rows are level: what happened in one instant
// stands in the order of something that is unique.
ownDatabase();
let world: Awaited<ReturnType<typeof fullGroup>>;
beforeAll(async () => {
  world = await fullGroup(7);
  // An index may happen to hold what is level in the order that nobody asked for.
  const [{ name = "" } = {}] = await db.$queryRaw<{ name: string }[]>`
    SELECT current_database() AS name`;
  for (const way of ["indexscan", "indexonlyscan", "bitmapscan"])
    await db.$executeRawUnsafe(`ALTER DATABASE "${name}" SET enable_${way} = off`);
  await disconnect();
});

const INSTANT = new Date("2026-11-20T12:00:00Z");
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * Levels all rows of a table, and has the database hold them in an order that is neither that of their keys
 * nor that in which they were made.
 * @returns their keys, the lowest first
 */
async function level(table: string, key: string, columns: Record<string, unknown>) {
  const rows = await db.$queryRawUnsafe<{ key: string }[]>(
    `SELECT DISTINCT "${key}"::text AS key FROM "${table}"`,
  );
  const keys = rows.map((row) => row.key);
  const names = Object.keys(columns);
  const sets = names.map((name, at) => `"${name}" = $${at + 1}`).join(", ");
  for (const one of keys.toSorted((a, b) => (hash(a) < hash(b) ? -1 : 1)))
    await db.$executeRawUnsafe(
      `UPDATE "${table}" SET ${sets} WHERE "${key}"::text = $${names.length + 1}`,
      ...Object.values(columns),
      one,
    );
  return keys.sort();
}

/** The keys that a list shows, in its order. */
const among = (keys: string[], shown: string[]) => keys.filter((key) => shown.includes(key));

it("orders people who came at the same instant", async () => {
  const { owner, group, groupId } = world;
  const { groups, moderation, people } = as(owner);
  const handles = async (ids: string[]) => {
    const rows = await db.person.findMany({ where: { id: { in: ids } } });
    const handleOf = new Map(rows.map(({ id, handle }) => [id, handle]));
    return ids.flatMap((id) => handleOf.get(id) ?? []);
  };
  const here = await level("Membership", "personId", { joinedAt: INSTANT });
  const { members } = await groups.members({ group });
  const [first, ...others] = members.map(({ handle }) => handle);
  expect(first).toBe(owner.handle);
  expect(others).toEqual(among(await handles(here), others));

  const requests = await level("JoinRequest", "id", { createdAt: INSTANT });
  expect((await groups.requests({ group })).map(({ id }) => id)).toEqual(requests);
  const invited = await level("Invitation", "id", { createdAt: INSTANT });
  expect((await groups.invitations({ group })).map(({ id }) => id)).toEqual(invited.toReversed());

  const suspended = await level("Suspension", "personId", { suspendedAt: INSTANT });
  const shown = (await moderation.suspensions({ group })).suspended.map(({ handle }) => handle);
  expect(shown).toEqual(await handles(suspended));
  const blocked = await level("Block", "blockedId", { createdAt: INSTANT });
  expect((await people.blocks({})).blocks.map(({ handle }) => handle)).toEqual(
    await handles(blocked),
  );

  const acts = await level("ModerationAct", "id", { createdAt: INSTANT });
  const log = (await moderation.groupLog({ group })).acts.map(({ id }) => id);
  expect(log).toEqual(among(acts.toReversed(), log));
  expect(await db.membership.count({ where: { groupId } })).toBe(members.length);
});

it("orders groups that are level", async () => {
  const { owner } = world;
  const ids = await level("Group", "id", { memberCount: 1 });
  const rows = await db.group.findMany({ select: { id: true, slug: true } });
  const slugOf = new Map(rows.map(({ id, slug }) => [id, slug]));
  const slugs = ids.flatMap((id) => slugOf.get(id) ?? []);
  const { groups } = await as(null).groups.list({});
  const shown = groups.map(({ slug }) => slug);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown).toEqual(among(slugs, shown));
  const own = (await as(owner).groups.mine()).map(({ slug }) => slug);
  expect(own).toEqual(among(slugs, own));
  const desk = (await as(owner).ballots.desk()).map(({ slug }) => slug);
  expect(desk.slice(1)).toEqual(among(slugs, desk.slice(1)));
});

it("orders what was chosen, decided and said at the same instant", async () => {
  const { owner, group, nominationIds, comments } = world;
  const { nominations, ballots, meetings, moderation } = as(owner);
  await level("Nomination", "id", { createdAt: INSTANT });
  expect((await nominations.pool({ group })).nominations.map(({ id }) => id)).toEqual(
    nominationIds.toSorted(),
  );
  const made = await level("Ballot", "id", { createdAt: INSTANT });
  const [, ...drafts] = (await ballots.list({ group })).ballots.map(({ id }) => id);
  expect(drafts.length).toBeGreaterThan(5);
  expect(drafts).toEqual(among(made.toReversed(), drafts));

  const read = await level("Reading", "id", { chosenAt: INSTANT, readAt: INSTANT });
  expect((await ballots.readings({ group })).readings.map(({ id }) => id)).toEqual(
    read.toReversed(),
  );
  const met = await level("Meeting", "id", { startsAt: INSTANT });
  const { past } = await meetings.list({ group });
  expect(past.map(({ id }) => id)).toEqual(met.toReversed());
  const { readings } = await meetings.history({ group });
  expect(readings.map(({ id }) => id)).toEqual(read.toReversed());

  await level("Comment", "id", { createdAt: INSTANT });
  const reported = (await moderation.reports({ group })).comments.map(({ id }) => id);
  expect(reported).toEqual(comments.map(({ commentId }) => commentId).toSorted());
  const { hits } = await as(owner).search.comments({ q: "somebody", group });
  expect(hits.map(({ id }) => id)).toEqual(reported);
});

it("orders papers that are level, in every order there is", async () => {
  const ids = await level("Paper", "id", { addedAt: INSTANT });
  await level("PaperStanding", "paperId", { heat: 1, upvoteCount: 0 });
  for (const order of ["trending", "new", "top"] as const) {
    const { papers } = await as(null).papers.list({ order });
    expect(
      papers.map(({ id }) => id),
      order,
    ).toEqual(ids.slice(0, papers.length));
  }
});
