import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { commentInput, paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { callBy, group, person } from "@/server/testing/world";
import { markAnswered } from "../marks/commands";
import { readPublicThread } from "../reading/queries";
import { editInput, type Label } from "../schema";
import { addGroupComment } from "./commands";
import { editComment } from "./editing";
import { listVersions } from "./queries";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

const change = (
  viewer: Viewer,
  commentId: string,
  body: string,
  more: { label?: Label; spoiler?: string } = {},
) => editComment(viewer, editInput.parse({ commentId, body, ...more }));
const shown = async (slug: string) => {
  const { comments } = await readPublicThread(bela, slug, { order: "oldest", page: 1 });
  return comments[0];
};

describe("the history of a comment", () => {
  it("keeps earlier texts for everybody who may read the comment", async () => {
    const slug = await paperSlug();
    const id = await writeComment(ada, slug, "first");
    await change(ada, id, "second");
    await change(ada, id, "third");
    for (const viewer of [null, ada, bela]) {
      const versions = await createCaller(callBy(viewer)).threads.versions({ commentId: id });
      expect(versions.map(({ version, html }) => [version, html.trim()])).toEqual([
        [null, "<p>third</p>"],
        [2, "<p>second</p>"],
        [1, "<p>first</p>"],
      ]);
      const times = versions.map(({ createdAt }) => createdAt.getTime());
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }
    expect((await shown(slug))?.editedAt).toBeInstanceOf(Date);
  });

  it("keeps no version if the text did not change", async () => {
    const slug = await paperSlug();
    const id = await writeComment(ada, slug, "the same");
    await change(ada, id, "the same");
    await change(ada, id, "the same", { label: "question", spoiler: "the end" });
    expect(await listVersions(null, id)).toHaveLength(1);
    expect(await shown(slug)).toMatchObject({
      label: "question",
      spoiler: "the end",
      editedAt: null,
    });
  });

  it("loses no version of concurrent edits", async () => {
    const slug = await paperSlug();
    const id = await writeComment(ada, slug, "0");
    const bodies = Array.from({ length: 8 }, (_, at) => `${at + 1}`);
    await Promise.all(bodies.map((body) => change(ada, id, body)));
    const versions = await listVersions(null, id);
    expect(versions.map(({ version }) => version)).toEqual([null, 8, 7, 6, 5, 4, 3, 2, 1]);
    const bodiesSeen = new Set(versions.map(({ html }) => html.replace(/\D/g, "")));
    expect(bodiesSeen).toEqual(new Set(["0", ...bodies]));
  });

  it("is not shown for a deleted or hidden comment, or one by a blocked person", async () => {
    const slug = await paperSlug();
    const id = await writeComment(ada, slug, "a secret");
    await writeComment(bela, slug, "an answer", { parentId: id });
    await change(ada, id, "something else");
    const refused = { code: "NOT_FOUND" };

    await db.block.create({ data: { personId: bela.id, blockedId: ada.id } });
    await expect(listVersions(bela, id)).rejects.toMatchObject(refused);
    await db.block.deleteMany();

    await db.comment.update({
      where: { id },
      data: { hiddenAt: new Date(), hiddenById: bela.id },
    });
    await expect(listVersions(ada, id)).rejects.toMatchObject(refused);
    await expect(change(ada, id, "again")).rejects.toMatchObject({ code: "CLOSED" });
    await db.comment.update({ where: { id }, data: { hiddenAt: null, hiddenById: null } });

    await removeComment(ada, id);
    await expect(listVersions(ada, id)).rejects.toMatchObject(refused);
    expect(await db.commentVersion.count({ where: { commentId: id } })).toBe(0);
  });

  it("is NOT_FOUND for people outside a private group", async () => {
    const [slug, stranger] = [await paperSlug(), await person()];
    const { slug: name } = await group({ visibility: "private", members: [[ada, "owner"]] });
    const scope = (await groupScope(ada, name)) as MemberScope;
    const { id } = await addGroupComment(scope, slug, commentInput("a secret"));
    for (const viewer of [null, stranger]) {
      await expect(listVersions(viewer, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await listVersions(ada, id)).toHaveLength(1);
  });
});

it("clears the answered mark when a comment is no longer a question", async () => {
  const slug = await paperSlug();
  const id = await writeComment(ada, slug, "why?", { label: "question" });
  await markAnswered(ada, { commentId: id, answered: true });
  await change(ada, id, "why, and how?", { label: "question" });
  expect((await shown(slug))?.answeredAt).toBeInstanceOf(Date);
  await change(ada, id, "so", { label: "summary" });
  expect(await shown(slug)).toMatchObject({ label: "summary", answeredAt: null });
});
