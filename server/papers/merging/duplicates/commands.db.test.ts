import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paper, person } from "@/server/testing/world";

ownDatabase();
let moderator: Viewer;
beforeEach(async () => {
  await db.paper.deleteMany();
  await db.differentPapers.deleteMany();
  moderator = await person({ moderator: true });
});

/** A paper with the title of an earlier one. */
async function namesake(of: { id: string }, number: number, more: object = {}) {
  const made = await paper();
  const { normalizedTitle } = await db.paper.findUniqueOrThrow({ where: { id: of.id } });
  await db.paper.update({
    where: { id: made.id },
    data: { normalizedTitle, namesake: number, ...more },
  });
  return made;
}
/** Has a source say that a paper is another one; null if it only may be one. */
async function said({ id: paperId }: { id: string }, duplicateOfId: string | null) {
  const asked = { askedAt: new Date("2026-05-01T00:00:00Z"), source: "Crossref" };
  const outcome = duplicateOfId ? "duplicate" : "doubtful";
  await db.paperCompletion.create({ data: { paperId, outcome, duplicateOfId, ...asked } });
}
const listed = async (page?: string) => {
  const read = await as(moderator).papers.duplicates(page ? { page } : {});
  const pairs = read.pairs.map(({ paper, other, source }) => [other.id, paper.id, source]);
  return { pairs, next: read.pages.next };
};

it("lists papers with one title, and those that a source takes for one", async () => {
  const first = await paper({ title: "Erratum" });
  const second = await namesake(first, 1);
  const [known, poor] = [await paper({ title: "Known" }), await paper({ title: "Poor" })];
  await said(poor, known.id);
  await said(known, null);
  const { pairs } = await listed();
  expect(pairs).toHaveLength(2);
  expect(pairs).toContainEqual([first.id, second.id, null]);
  expect(pairs).toContainEqual([known.id, poor.id, "Crossref"]);
});

it("takes papers with two DOIs or two numbers of arXiv for different, and pairs with the next", async () => {
  const first = await paper({ title: "Editorial" });
  await db.paper.update({ where: { id: first.id }, data: { doi: "10.1000/a" } });
  const second = await namesake(first, 1, { doi: "10.1000/b" });
  expect((await listed()).pairs).toEqual([]);
  const third = await namesake(first, 2, { doi: null });
  expect((await listed()).pairs).toEqual([[first.id, third.id, null]]);
  await as(moderator).papers.tellApart({ paperId: first.id, otherId: third.id });
  expect((await listed()).pairs).toEqual([[second.id, third.id, null]]);
});

it("remembers that two papers are different, whoever says it how often", async () => {
  const first = await paper({ title: "Reply" });
  const second = await namesake(first, 1);
  const [known, poor] = [await paper({ title: "Known" }), await paper({ title: "Poor" })];
  await said(poor, known.id);
  const ada = await person("ada");
  const tell = (paperId: string, otherId: string) =>
    as(moderator).papers.tellApart({ paperId, otherId });
  expect(
    await outcomes([
      tell(first.id, second.id),
      tell(second.id, first.id),
      tell(known.id, poor.id),
      tell(first.id, first.id),
      as(ada).papers.tellApart({ paperId: first.id, otherId: second.id }),
    ]),
  ).toEqual(["done", "done", "done", "BAD_REQUEST", "FORBIDDEN"]);
  expect((await listed()).pairs).toEqual([]);
  expect(await db.differentPapers.count()).toBe(2);
  // The search for the missing fields of that paper is over.
  expect(await db.paperCompletion.findMany({ select: { outcome: true, askAt: true } })).toEqual([
    { outcome: "undone", askAt: null },
  ]);
});

it("what was said survives a merge that is undone", async () => {
  const first = await paper({ title: "Comment" });
  const second = await namesake(first, 1);
  const elsewhere = await paper({ title: "Elsewhere" });
  await as(moderator).papers.tellApart({ paperId: first.id, otherId: second.id });
  await as(moderator).papers.merge({ keptId: elsewhere.id, otherId: second.id });
  const { id: mergeId } = await db.paperMerge.findFirstOrThrow();
  await as(moderator).papers.undoMerge({ mergeId });
  expect((await listed()).pairs).toEqual([]);
});

it("goes on after the last pair of a page, whichever way it was found", async () => {
  const first = await paper({ title: "Preface" });
  const made: string[] = [];
  for (let number = 1; number <= 25; number += 1) made.push((await namesake(first, number)).id);
  const poor = await paper({ title: "Poor" });
  await said(poor, first.id);
  const page = await listed();
  expect(page.pairs).toHaveLength(20);
  const rest = await listed(page.next ?? "");
  expect(rest.next).toBeNull();
  const all = [...page.pairs, ...rest.pairs].map(([, id]) => id);
  expect(all.sort()).toEqual([...made, poor.id].sort());
});
