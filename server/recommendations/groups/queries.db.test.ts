import { expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { ballotOn, chooseOn, groupWithTaste, makeAlike } from "@/server/testing/fixtures/forecasts";
import { watchOf } from "@/server/testing/fixtures/watches";
import { paper, person } from "@/server/testing/world";
import { suggestForGroup } from "./queries";

ownDatabase();

const titleOf = ({ title }: { title: string }) => title.replace(/ [\w-]+$/, "");

async function titlesFor(scope: MemberScope): Promise<string[]> {
  return (await suggestForGroup(scope)).suggestions.map((one) => titleOf(one.paper));
}

/** A group with a taste, and papers that nobody has nominated: one like what it chose, one like what it turned down. */
async function withPossible(ballots = 3) {
  const world = await groupWithTaste(ballots, { visibility: "private" });
  const [near, far] = [await paper({ title: "Near" }), await paper({ title: "Far" })];
  for (let at = 0; at < ballots; at++) {
    await makeAlike(world.papers[2 * at]?.id as string, near.id, 0.4);
    await makeAlike(world.papers[2 * at + 1]?.id as string, far.id, 0.4);
  }
  // By another reason as well, so that only what was turned down speaks against it.
  await makeAlike(world.unknown.id, far.id, 0.2);
  return { ...world, near, far };
}

it("suggests what is like the papers that were chosen, with the reason, and not what is like those that lost", async () => {
  const { others, near, papers } = await withPossible();
  const { suggestions } = await suggestForGroup(others[0] as MemberScope);
  expect(suggestions.map((one) => one.paper.id)).toEqual([near.id]);
  const [{ reason } = { reason: null }] = suggestions;
  expect(reason).toMatchObject({ how: "chosen", by: null, shared: ["trees"] });
  expect([0, 2, 4].map((at) => papers[at]?.slug)).toContain(reason?.paper.slug);
});

it("suggests by what is nominated where no ballot has decided yet", async () => {
  const { organizer, papers } = await groupWithPool(["A", "B"]);
  expect(await titlesFor(organizer)).toEqual([]);
  await makeAlike(papers[0]?.id as string, (await paper({ title: "Like A" })).id);
  const { suggestions } = await suggestForGroup(organizer);
  expect(suggestions).toMatchObject([
    { reason: { how: "nominated", paper: papers[0] && { slug: papers[0].slug } } },
  ]);
});

it.each<[string, (world: Awaited<ReturnType<typeof withPossible>>) => Promise<unknown>]>([
  ["nominated", ({ slug, near, others: [one] }) => nominateAs(one, slug, near.id)],
  [
    "nominated once and withdrawn",
    async ({ slug, near, others: [one] }) => {
      const { id: nominationId } = await nominateAs(one, slug, near.id);
      const viewer = (one as MemberScope).viewer;
      return as(viewer).nominations.withdraw({ group: slug, nominationId });
    },
  ],
  [
    "read",
    ({ organizer, near }) =>
      db.reading.create({ data: { groupId: organizer.group.id, paperId: near.id } }),
  ],
  [
    "dismissed",
    ({ organizer: { group }, near }) =>
      db.watch.create({
        data: {
          ...{ groupId: group.id, kind: "feed", name: "A feed", query: "https://example.org/" },
          ...{ perDay: 5, nextAt: new Date() },
          papers: {
            create: {
              key: "x".repeat(64),
              paperId: near.id,
              brought: true,
              dismissedAt: new Date(),
            },
          },
        },
      }),
  ],
  [
    "among the suggestions of a watch, beside these",
    async ({ organizer: { group }, near }) =>
      db.watchedPaper.create({
        data: {
          ...{ key: "y".repeat(64), paperId: near.id, brought: true },
          watchId: await watchOf(group.id),
        },
      }),
  ],
  [
    "another version of one that it knows",
    async ({ near, papers }) => {
      const { normalizedTitle } = await db.paper.findUniqueOrThrow({
        where: { id: papers[1]?.id as string },
      });
      await db.paper.update({ where: { id: near.id }, data: { normalizedTitle, namesake: 1 } });
    },
  ],
  [
    "retracted",
    ({ near }) => db.paper.update({ where: { id: near.id }, data: { status: "retracted" } }),
  ],
])("does not suggest a paper that is %s", async (_, change) => {
  const world = await withPossible();
  expect(await titlesFor(world.organizer)).toEqual(["Near"]);
  await change(world);
  expect(await titlesFor(world.organizer)).toEqual([]);
});

function nominateAs(scope: MemberScope | undefined, group: string, paperId: string) {
  return as((scope as MemberScope).viewer).nominations.nominate({ group, paperId });
}

it("suggests what is like the papers of a member whose papers are seldom chosen, and says so", async () => {
  const world = await withPossible();
  const { organizer, others, slug } = world;
  const [, bela] = others as [MemberScope, MemberScope];
  const theirs = [await paper({ title: "Theirs" }), await paper({ title: "Theirs too" })];
  const own = await Promise.all(theirs.map(({ id }) => nominateAs(bela, slug, id)));
  const { id, candidates } = await ballotOn(organizer, [
    world.waiting[0] as string,
    ...own.map((one) => one.id),
  ]);
  await chooseOn(world, id, [candidates[0]?.id as string]);
  const wished = await paper({ title: "Wished" });
  await makeAlike(theirs[0]?.id as string, wished.id);
  const { suggestions } = await suggestForGroup(others[0] as MemberScope);
  const found = suggestions.find((one) => one.paper.id === wished.id);
  expect(found?.reason).toMatchObject({
    how: "wished",
    by: { handle: bela.viewer.handle },
    paper: { slug: theirs[0]?.slug },
  });
});

it("tells nothing of how anybody voted", async () => {
  const { organizer, others } = await withPossible();
  const before = await suggestForGroup(organizer);
  await db.vote.deleteMany();
  await db.ballot.updateMany({ data: { election: {}, result: {} } });
  expect(await suggestForGroup(organizer)).toEqual(before);
  // It is the same for everybody, so nobody learns about themselves either.
  expect(await suggestForGroup(others[0] as MemberScope)).toEqual(before);
});

it("is for members only", async () => {
  const { slug, others } = await withPossible();
  const stranger = await person();
  expect(
    await outcomes([
      as(null).recommendations.forGroup({ group: slug }),
      as(stranger).recommendations.forGroup({ group: slug }),
      as((others[0] as MemberScope).viewer).recommendations.forGroup({ group: slug }),
    ]),
  ).toEqual(["NOT_FOUND", "NOT_FOUND", "done"]);
});

it("takes four statements, however much the group has read", async () => {
  const { organizer } = await withPossible(5);
  expect(await queriesOf(() => suggestForGroup(organizer))).toBe(4);
});
