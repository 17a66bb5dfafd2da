import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { readAllRows } from "@/server/testing/fixtures/all-rows";
import { TOLD, type Twins, twins, useTwins } from "@/server/testing/fixtures/merging";
import { postComment } from "@/server/testing/fixtures/threads";

const address = ownDatabase();

const merge = ({ moderator, kept, other }: Twins) =>
  as(moderator).papers.merge({ keptId: kept.id, otherId: other.id, reason: "One paper." });
async function undo({ moderator, other }: Twins) {
  const { id } = await db.paperMerge.findUniqueOrThrow({ where: { formerId: other.id } });
  return as(moderator).papers.undoMerge({ mergeId: id, reason: "They are two." });
}

it("moves everything, counts nothing twice, and puts everything back", async () => {
  const world = await twins();
  const used = await useTwins(world);
  const { kept, other, moderator, open, hidden, lena } = world;
  const before = await readAllRows(TOLD);
  const { slug } = await merge(world);
  expect(slug).toBe(kept.slug);
  expect(await brokenInvariants(address())).toEqual([]);

  const page = await as(null).papers.page({ paper: other.slug });
  expect(page).toMatchObject({ id: kept.id, slug: kept.slug, upvoteCount: 3, commentCount: 3 });
  expect(page).toMatchObject({ venue: "A journal", summary: "About agents and graphs." });
  const thread = await as(null).threads.ofPaper({ paper: other.slug });
  expect(thread).toMatchObject({ commentCount: 3, lastNumber: 3 });
  const pool = await as(lena).nominations.pool({ group: open.slug });
  expect(JSON.stringify(pool)).toContain(kept.slug);
  expect(JSON.stringify(pool)).not.toContain(other.slug);
  const withdrawn = await db.nomination.findUniqueOrThrow({ where: { id: used.theirs.id } });
  expect(withdrawn).toMatchObject({ paperId: kept.id, withdrawnById: moderator.id });
  expect(await db.presenterOffer.count({ where: { nominationId: used.ours.id } })).toBe(1);
  expect(await db.objection.count({ where: { nominationId: used.ours.id } })).toBe(1);
  const inside = await as(lena).threads.ofGroup({ group: hidden.slug, paper: kept.slug });
  expect(inside.commentCount).toBe(1);
  const history = await as(null).papers.history({ paper: kept.slug });
  expect(history.changes[0]).toMatchObject({ kind: "merge", other: { slug: other.slug } });
  const log = await as(moderator).moderation.log({});
  expect(log.acts[0]).toMatchObject({ kind: "mergePapers", reason: "One paper." });
  const found = await as(null).papers.search({ q: page.arxivId ?? "" });
  expect(found.map(({ id }) => id)).toEqual([kept.id]);

  await undo(world);
  expect(await brokenInvariants(address())).toEqual([]);
  const after = await readAllRows(TOLD);
  for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);
  expect((await as(null).papers.page({ paper: other.slug })).id).toBe(other.id);
  const own = await as(null).papers.history({ paper: other.slug });
  expect(own.changes.map(({ kind }) => kind)).toEqual(["edit"]);
});

it("leaves what was written since with the paper that stays, except replies to comments that go back", async () => {
  const world = await twins();
  const { kept, other, ada, chen } = world;
  const theirs = await postComment(ada, { paper: other.slug }, "About the other twin.");
  await postComment(ada, { paper: kept.slug }, "About the twin.");
  await merge(world);
  const reply = await postComment(chen, { paper: other.slug }, "A reply.", {
    parentId: theirs.commentId,
  });
  const fresh = await postComment(chen, { paper: other.slug }, "Something new.");
  await as(chen).papers.upvote({ paperId: kept.id, on: true });
  await undo(world);
  const slugOf = async (id: string) =>
    (
      await db.comment.findUniqueOrThrow({
        where: { id },
        select: { thread: { select: { paper: true } } },
      })
    ).thread.paper?.slug;
  expect(await slugOf(theirs.commentId)).toBe(other.slug);
  expect(await slugOf(reply.commentId)).toBe(other.slug);
  expect(await slugOf(fresh.commentId)).toBe(kept.slug);
  expect((await as(null).papers.page({ paper: kept.slug })).upvoteCount).toBe(1);
  expect(await brokenInvariants(address())).toEqual([]);
});

it("lets nobody but moderators merge, and no paper with itself", async () => {
  const world = await twins();
  const { ada, moderator, kept, other } = world;
  await expect(as(ada).papers.merge({ keptId: kept.id, otherId: other.id })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await expect(
    as(moderator).papers.merge({ keptId: kept.id, otherId: kept.id }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
