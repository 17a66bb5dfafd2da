import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

it("names the groups of the viewer that discuss a paper, and no other group", async () => {
  const [first, second] = [await talkingGroup(), await talkingGroup("public")];
  const { ada, slug, paper } = first;
  const groupsOf = (viewer: typeof ada) => as(viewer).threads.groupsDiscussing({ paper });
  await postComment(ada, { paper }, "In public.");
  expect(await groupsOf(ada)).toEqual([]);
  await postComment(ada, { paper, group: slug }, "Among us.");
  await postComment(second.ada, { paper, group: second.slug }, "Among others.");
  expect(await groupsOf(ada)).toMatchObject([{ slug, commentCount: 1 }]);
  expect(await groupsOf(second.ada)).toMatchObject([{ slug: second.slug }]);
  expect(await groupsOf(await person())).toEqual([]);
});

it("says of each thread whose it is", async () => {
  const { ada, slug, paper } = await talkingGroup();
  const { threads, groups } = as(ada);
  const { name } = await groups.head({ group: slug });
  expect((await threads.ofGroup({ group: slug, paper, page: 1 })).group).toEqual({ name });
  expect((await threads.ofPaper({ paper, page: 1 })).group).toBeNull();
});
