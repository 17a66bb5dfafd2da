import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

it("names the groups of the viewer that discuss a paper, and no other group", async () => {
  const [first, second] = [await talkingGroup(), await talkingGroup("public")];
  const { ada, slug, paper } = first;
  const groupsOf = async (viewer: typeof ada) =>
    (await as(viewer).threads.inMyGroups({ paper })).discussing;
  await postComment(ada, { paper }, "In public.");
  expect(await groupsOf(ada)).toEqual([]);
  await postComment(ada, { paper, group: slug }, "Among us.");
  await postComment(second.ada, { paper, group: second.slug }, "Among others.");
  expect(await groupsOf(ada)).toMatchObject([{ slug, commentCount: 1 }]);
  expect(await groupsOf(second.ada)).toMatchObject([{ slug: second.slug }]);
  expect(await groupsOf(await person())).toEqual([]);
});

it("names the groups of the viewer that have read a paper, and no other group", async () => {
  const [{ ada, slug, paper }, other] = [await talkingGroup(), await talkingGroup("public")];
  const { id: paperId } = await db.paper.findUniqueOrThrow({ where: { slug: paper } });
  const readersFor = async (viewer: typeof ada) =>
    (await as(viewer).threads.inMyGroups({ paper })).readers;
  expect(await readersFor(ada)).toBeNull();
  for (const group of [slug, other.slug]) {
    await db.reading.create({
      data: {
        paper: { connect: { id: paperId } },
        group: { connect: { slug: group } },
        readAt: new Date(0),
      },
    });
  }
  const { name } = await as(ada).groups.head({ group: slug });
  expect(await readersFor(ada)).toEqual({ groups: [{ slug, name }], more: false });
  expect(await readersFor(await person())).toBeNull();
});

it("says of each thread whose it is", async () => {
  const { ada, slug, paper } = await talkingGroup();
  const { threads, groups } = as(ada);
  const { name } = await groups.head({ group: slug });
  expect((await threads.ofGroup({ group: slug, paper, page: 1 })).group).toEqual({ name });
  expect((await threads.ofPaper({ paper, page: 1 })).group).toBeNull();
});
