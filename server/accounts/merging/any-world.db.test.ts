import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { scoreOfWeight } from "@/server/papers/rules";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { readAllRows } from "@/server/testing/fixtures/all-rows";
import { TOLD, type Twins, twins } from "@/server/testing/fixtures/merging";
import { watchOf } from "@/server/testing/fixtures/watches";
import { size } from "@/server/testing/tier";

const address = ownDatabase();

const ACTS = [
  "upvote",
  "comment",
  "reply",
  "talkInside",
  "nominate",
  "nominateInside",
  "withdraw",
] as const;
const MORE = [
  "offer",
  "object",
  "follow",
  "mute",
  "followThread",
  "dismiss",
  "see",
  "remove",
  "react",
  "suggest",
] as const;
const step = fc.record({
  act: fc.constantFrom(...ACTS, ...MORE),
  who: fc.nat(2),
  on: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Does one thing with one of the two papers. Some are refused. */
async function take(world: Twins, { act, who, on }: Step): Promise<unknown> {
  const viewer = [world.lena, world.ada, world.bela][who] as Viewer;
  const { papers, threads, nominations, notifications, recommendations } = as(viewer);
  const paper = on ? world.kept : world.other;
  const [open, hidden] = [world.open.slug, world.hidden.slug];
  const words = { paper: paper.slug, body: "Words.", clientKey: randomUUID() };
  const thread = await db.thread.findFirst({ where: { paperId: paper.id, groupId: null } });
  const comment = await db.comment.findFirst({
    where: { threadId: thread?.id ?? randomUUID(), deletedAt: null },
    orderBy: { number: "desc" },
  });
  const nomination = await db.nomination.findFirst({
    where: { paperId: paper.id, groupId: world.open.id },
  });
  const about = { group: open, nominationId: nomination?.id ?? randomUUID() };
  const what = { thing: "paper", id: paper.id } as const;
  const doings: Record<Step["act"], () => Promise<unknown>> = {
    upvote: () => papers.upvote({ paperId: paper.id, on: true }),
    comment: () => threads.add(words),
    reply: () => threads.add({ ...words, parentId: comment?.id ?? randomUUID() }),
    talkInside: () => threads.addInGroup({ ...words, group: hidden }),
    nominate: () => nominations.nominate({ group: open, paperId: paper.id }),
    nominateInside: () => nominations.nominate({ group: hidden, paperId: paper.id }),
    withdraw: () => nominations.withdraw(about),
    offer: () => nominations.offer({ ...about, on: true }),
    object: () => nominations.object({ ...about, reason: "Too long." }),
    follow: () => notifications.follow({ what, level: "follow" }),
    dismiss: () => recommendations.dismiss({ paperId: paper.id, on: true }),
    mute: () => notifications.follow({ what, level: "mute" }),
    followThread: () =>
      notifications.follow({
        what: { thing: "thread", id: thread?.id ?? randomUUID() },
        level: "follow",
      }),
    see: () => threads.seen({ threadId: thread?.id ?? randomUUID(), number: who + 1 }),
    remove: () => threads.remove({ commentId: comment?.id ?? randomUUID() }),
    // A watch of its own each time: several may have found the paper.
    suggest: async () => {
      const data = { key: hashSecret(paper.id), paperId: paper.id, brought: on || who > 0 };
      return db.watchedPaper.create({ data: { ...data, watchId: await watchOf(world.open.id) } });
    },
    react: () => threads.react({ commentId: comment?.id ?? randomUUID(), kind: "agree", on: true }),
  };
  return outcomes([doings[act]()]);
}

it("undoes a merge to exactly what was, whatever people did with the papers", async () => {
  const steps = fc.array(step, { minLength: 8, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (taken, turned) => {
      const world = await twins();
      for (const one of taken) await take(world, one);
      const [kept, other] = turned ? [world.other, world.kept] : [world.kept, world.other];
      const before = await readAllRows(TOLD);
      const { papers } = as(world.moderator);
      await papers.merge({ keptId: kept.id, otherId: other.id });
      expect(await brokenInvariants(address())).toEqual([]);
      const voters = await db.$queryRaw<{ count: number }[]>`
        SELECT count(DISTINCT "personId")::int FROM "Upvote" WHERE "paperId" = ${kept.id}::uuid`;
      const page = await as(null).papers.page({ paper: other.slug });
      expect(page.upvoteCount).toBe(voters[0]?.count);
      const { suggestions } = await as(world.ada).watches.suggestions({ group: world.open.slug });
      expect(suggestions.length).toBeLessThanOrEqual(1);
      const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({
        where: { formerId: other.id },
      });
      await papers.undoMerge({ mergeId });
      const after = await readAllRows(TOLD);
      for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);
    }),
    { numRuns: size(2, 40) },
  );
});

it("undoes a merge to the score that was, where our logarithm and PostgreSQL's differ in the last bit", async () => {
  setClock(new Date("2026-11-29T19:11:30.284Z"));
  const { moderator, kept, other } = await twins();
  setClock(undefined);
  const standings = () =>
    db.paperStanding.findMany({
      where: { paperId: { in: [kept.id, other.id] } },
      orderBy: { paperId: "asc" },
    });
  const before = await standings();
  const differ = before.map((one) => scoreOfWeight(BigInt(one.trendingWeight.toFixed())));
  expect(differ[0]).not.toBe(before[0]?.trendingScore);
  await as(moderator).papers.merge({ keptId: kept.id, otherId: other.id });
  const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({ where: { formerId: other.id } });
  await as(moderator).papers.undoMerge({ mergeId });
  expect(await standings()).toEqual(before);
});
