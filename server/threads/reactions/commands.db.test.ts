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
import { readPublicThread } from "../reading/queries";
import { REACTIONS } from "../rules";
import { setReaction } from "./commands";

ownDatabase();
let ada: Viewer;
let people: Viewer[];
beforeAll(async () => {
  ada = await person("ada");
  people = await Promise.all(Array.from({ length: 8 }, () => person()));
});

const reactedCount = async (id: string) =>
  (await db.comment.findUniqueOrThrow({ where: { id } })).reactedCount;

it("counts each person once, despite concurrent reactions", async () => {
  const id = await writeComment(ada, await paperSlug(), "well said");
  const all = people.flatMap((viewer) =>
    REACTIONS.slice(0, 3).flatMap((kind) => [
      setReaction(viewer, { commentId: id, kind, on: true }),
      setReaction(viewer, { commentId: id, kind, on: true }),
    ]),
  );
  await Promise.all(all);
  expect(await reactedCount(id)).toBe(people.length);
  expect(await db.reaction.count({ where: { commentId: id } })).toBe(3 * people.length);
  await Promise.all(
    people
      .slice(0, 5)
      .flatMap((viewer) =>
        REACTIONS.slice(0, 3).map((kind) =>
          setReaction(viewer, { commentId: id, kind, on: false }),
        ),
      ),
  );
  expect(await reactedCount(id)).toBe(people.length - 5);
});

it("writes no words of a comment again", async () => {
  const id = await writeComment(ada, await paperSlug(), "About quokkas.");
  const writer = async () => {
    const [row] = await db.$queryRaw<{ xmin: string; found: boolean }[]>`
      SELECT xmin::text, search @@ 'quokka'::tsquery AS found FROM "CommentSearch" WHERE "commentId" = ${id}::uuid`;
    return row;
  };
  const before = await writer();
  expect(before?.found).toBe(true);
  await setReaction(people[0] as Viewer, { commentId: id, kind: "agree", on: true });
  expect(await reactedCount(id)).toBe(1);
  expect(await writer()).toEqual(before);
  const indexes = await db.$queryRaw<{ amname: string }[]>`
    SELECT DISTINCT am.amname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
    WHERE i.indrelid = '"Comment"'::regclass`;
  expect(indexes).toEqual([{ amname: "btree" }]);
  await db.comment.update({ where: { id }, data: { body: "About wombats." } });
  expect((await writer())?.found).toBe(false);
});

it("counts reactions by kind, and marks the viewer's own", async () => {
  const slug = await paperSlug();
  const id = await writeComment(ada, slug, "well said");
  const [bela, chen] = people as [Viewer, Viewer];
  await setReaction(bela, { commentId: id, kind: "thanks", on: true });
  await setReaction(chen, { commentId: id, kind: "agree", on: true });
  const answer = await setReaction(chen, { commentId: id, kind: "thanks", on: true });
  const forChen = [
    { kind: "agree", count: 1, mine: true },
    { kind: "thanks", count: 2, mine: true },
  ];
  expect(answer).toEqual(forChen);
  const read = async (viewer: Viewer | null) =>
    (await readPublicThread(viewer, slug, { order: "best", page: 1 })).comments[0]?.reactions;
  expect(await read(chen)).toEqual(forChen);
  expect((await read(bela))?.map(({ mine }) => mine)).toEqual([false, true]);
  expect((await read(null))?.map(({ mine }) => mine)).toEqual([false, false]);
});

it("does not rank a comment higher for its author's own reaction", async () => {
  const slug = await paperSlug();
  const first = await writeComment(ada, slug, "first");
  const second = await writeComment(ada, slug, "second");
  await setReaction(ada, { commentId: second, kind: "celebrate", on: true });
  expect(await reactedCount(second)).toBe(0);
  const best = async () =>
    (await readPublicThread(null, slug, { order: "best", page: 1 })).comments.map(({ id }) => id);
  expect(await best()).toEqual([first, second]);
  await setReaction(people[0] as Viewer, { commentId: second, kind: "agree", on: true });
  expect(await best()).toEqual([second, first]);
});

it("is refused on a deleted or hidden comment, and in a group to non-members", async () => {
  const slug = await paperSlug();
  const id = await writeComment(ada, slug, "first");
  await writeComment(ada, slug, "so that a tombstone stays", { parentId: id });
  await removeComment(ada, id);
  const bela = people[0] as Viewer;
  await expect(setReaction(bela, { commentId: id, kind: "agree", on: true })).rejects.toMatchObject(
    {
      code: "CLOSED",
    },
  );
  const { slug: name } = await group({ visibility: "private", members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  const inside = await addGroupComment(scope, slug, commentInput("inside"));
  await expect(
    setReaction(bela, { commentId: inside.id, kind: "agree", on: true }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.reaction.count({ where: { commentId: { in: [id, inside.id] } } })).toBe(0);
});
