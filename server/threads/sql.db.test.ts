import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";
import { mayReact } from "./policy";
import { commentStands } from "./sql";

ownDatabase();

it("agrees with the policy about which comments can be read", async () => {
  const ada = await person("ada");
  const paper = await paperSlug();
  for (const [deletedAt, hiddenAt] of [
    [null, null],
    [new Date(), null],
    [null, new Date()],
  ]) {
    const { commentId } = await postComment(ada, { paper }, "words");
    const erased = deletedAt ? { body: "", html: "" } : {};
    await db.comment.update({ where: { id: commentId }, data: { deletedAt, hiddenAt, ...erased } });
  }
  const rows = await db.$queryRaw<{ id: string; stands: boolean }[]>`
    SELECT c.id, ${commentStands} AS stands FROM "Comment" c`;
  const comments = await db.comment.findMany();
  const viewer = { viewer: ada, role: null, inGroup: false, suspendedHere: false, locked: false };
  const byPolicy = comments.map(({ id, authorId, deletedAt, hiddenAt }) => {
    const comment = { authorId, deleted: deletedAt !== null, hidden: hiddenAt !== null };
    return { id, stands: mayReact(viewer, comment) === true };
  });
  expect(rows.filter(({ stands }) => stands)).toHaveLength(1);
  expect(rows).toHaveLength(3);
  expect(rows).toEqual(expect.arrayContaining(byPolicy));
});
