import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { commentInput, paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { group, person } from "@/server/testing/world";
import { addGroupComment } from "../comments/commands";
import { readGroupThread, readPublicThread } from "../reading/queries";
import { KEY_POINTS, type NewComment } from "../schema";
import { markAnswered, pinComment } from "./commands";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  [ada, bela, moderator] = await Promise.all([
    person("ada"),
    person("bela"),
    person({ moderator: true }),
  ]);
});

const read = (viewer: Viewer | null, slug: string) =>
  readPublicThread(viewer, slug, { order: "oldest", page: 1 });

it("lets the author mark their question as answered, and as open again", async () => {
  const slug = await paperSlug();
  const id = await writeComment(ada, slug, "why?", { label: "question" });
  const [first] = (await read(ada, slug)).comments;
  expect(first).toMatchObject({ label: "question", answeredAt: null, may: { markAnswered: true } });
  expect((await read(bela, slug)).comments[0]?.may.markAnswered).toBe(false);
  await expect(markAnswered(bela, { commentId: id, answered: true })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await markAnswered(ada, { commentId: id, answered: true });
  const answeredAt = (await read(bela, slug)).comments[0]?.answeredAt;
  expect(answeredAt).toBeInstanceOf(Date);
  // Marking it twice keeps the first time.
  await markAnswered(moderator, { commentId: id, answered: true });
  expect((await read(bela, slug)).comments[0]?.answeredAt).toEqual(answeredAt);
  await markAnswered(ada, { commentId: id, answered: false });
  expect((await read(bela, slug)).comments[0]?.answeredAt).toBeNull();
});

it("marks only questions as answered", async () => {
  const id = await writeComment(ada, await paperSlug(), "so");
  await expect(markAnswered(ada, { commentId: id, answered: true })).rejects.toMatchObject({
    code: "INVALID",
  });
});

it("never exceeds the limit of key points, even with concurrent pins", async () => {
  const slug = await paperSlug();
  const ids: string[] = [];
  for (let at = 0; at < KEY_POINTS + 4; at++) ids.push(await writeComment(ada, slug, `${at}`));
  const made = await Promise.allSettled(
    ids.map((commentId) => pinComment(moderator, { commentId, pinned: true })),
  );
  const refused = made.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(4);
  for (const one of refused) expect(one).toMatchObject({ reason: { code: "INVALID" } });
  expect(await db.comment.count({ where: { pinnedAt: { not: null } } })).toBe(KEY_POINTS);

  const [first] = (await read(null, slug)).keyPoints;
  await pinComment(moderator, { commentId: first?.id ?? "", pinned: false });
  const { keyPoints, comments } = await read(null, slug);
  expect(keyPoints).toHaveLength(KEY_POINTS - 1);
  expect(comments.filter(({ pinned }) => pinned)).toHaveLength(KEY_POINTS - 1);
  // Only the page of the whole thread shows them.
  const second = await readPublicThread(null, slug, { order: "oldest", page: 2 });
  expect(second.keyPoints).toEqual([]);
});

it("shows no key point that is deleted or by a blocked person", async () => {
  const slug = await paperSlug();
  const [one, two] = [await writeComment(ada, slug, "one"), await writeComment(bela, slug, "two")];
  for (const commentId of [one, two]) await pinComment(moderator, { commentId, pinned: true });
  await removeComment(ada, one);
  expect((await read(null, slug)).keyPoints.map(({ id }) => id)).toEqual([two]);
  await db.block.create({ data: { personId: ada.id, blockedId: bela.id } });
  expect((await read(ada, slug)).keyPoints).toEqual([]);
  await db.block.deleteMany();
});

it("lets only organizers choose key points in their group", async () => {
  const slug = await paperSlug();
  const { slug: name } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  const scope = (await groupScope(ada, name)) as MemberScope;
  const input: NewComment = commentInput("the point", { spoiler: "the end" });
  const { id } = await addGroupComment(scope, slug, input);
  await expect(pinComment(bela, { commentId: id, pinned: true })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await expect(pinComment(moderator, { commentId: id, pinned: true })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await pinComment(ada, { commentId: id, pinned: true });
  const { keyPoints } = await readGroupThread(scope, slug, { order: "best", page: 1 });
  expect(keyPoints).toMatchObject([{ id, spoiler: "the end", author: { handle: ada.handle } }]);
});
