import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper, person } from "@/server/testing/world";

ownDatabase();

it("comments are found by phrases, without words, by author and year, in public and in a group", async () => {
  const { ada, bela, slug, paper: on } = await talkingGroup();
  const stranger = await person("chen");
  const texts = {
    first: "Wide open questions gladly",
    second: "Open, and wide questions",
  } as const;
  const first = await postComment(ada, { paper: on, group: slug }, texts.first);
  const second = await postComment(bela, { paper: on, group: slug }, texts.second);
  await db.comment.update({
    where: { id: second.commentId },
    data: { createdAt: new Date("2020-05-05") },
  });
  const cases: [string, string[]][] = [
    ["questions", ["first", "second"]],
    ['"open questions"', ["first"]],
    ["questions -gladly", ["second"]],
    [`questions author:${bela.handle}`, ["second"]],
    [`author:@${ada.handle}`, ["first"]],
    [`questions -author:${ada.handle}`, ["second"]],
    ["questions year:2020", ["second"]],
    ["-gladly year:2021..", []],
    ["gladly OR nothing", ["first"]],
    ['"open questions" OR "and wide"', ["first", "second"]],
    ["wide gladly OR the", ["first"]],
    [`author:${bela.handle} OR author:@${ada.handle} -gladly`, ["second"]],
    [`gladly OR author:${bela.handle}`, ["first", "second"]],
    ["questions year:2019 OR year:2020", ["second"]],
  ];
  const nameOf = new Map([
    [first.commentId, "first"],
    [second.commentId, "second"],
  ]);
  // Everywhere, an id says when its comment was written; this one has a later id than its day.
  const { hits } = await as(ada).search.comments({ q: "year:..2021", group: slug });
  expect(hits.map(({ id }) => nameOf.get(id))).toEqual(["second"]);
  for (const [q, expected] of cases) {
    for (const group of [slug, null]) {
      const { hits } = await as(ada).search.comments({ q, group });
      expect(hits.map(({ id }) => nameOf.get(id)).sort(), `${q} ${group}`).toEqual(expected);
      expect((await as(stranger).search.comments({ q, group })).hits, q).toEqual([]);
    }
  }
});

it("a group's papers are found by the same language, among its own alone", async () => {
  const { ada, groupId, slug } = await talkingGroup();
  const [one, two, elsewhere] = [
    await paper({ title: "Deep nets" }),
    await paper({ title: "Deep forests" }),
    await paper({ title: "Deep seas" }),
  ];
  await fillPool(groupId, [one.id, two.id], ada.id);
  const found = async (q: string) =>
    (await as(ada).search.groupPapers({ group: slug, q })).map(({ id }) => id).sort();
  expect(await found("deep")).toEqual([one.id, two.id].sort());
  expect(await found("deep -forests")).toEqual([one.id]);
  expect(await found("nets OR seas")).toEqual([one.id]);
  expect(await found(`title:nets OR title:forests in:${slug} OR in:x`)).toEqual(
    [one.id, two.id].sort(),
  );
  expect(await found('title:"deep forests"')).toEqual([two.id]);
  expect(await found(`read:${slug} deep`)).toEqual([]);
  expect(await found("author:lovelace")).not.toContain(elsewhere.id);
});
