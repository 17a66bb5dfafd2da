import { beforeAll, describe, expect, it } from "vitest";
import { findPapers } from "@/server/api/routes/papers";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { postComment } from "@/server/testing/fixtures/threads";
import { fillPool, group, person } from "@/server/testing/world";

ownDatabase();

const WRITTEN = "Sorting $n$ things in $\\mathcal{O}(n^2)$";
const SHOWN = {
  title: "Sorting n things in O(n²)",
  titleHtml: expect.stringMatching(/^Sorting <span class="katex"><math.*<\/span>$/),
};
let ada: Viewer;
let paper: { id: string; slug: string };
let reading: { slug: string };

beforeAll(async () => {
  ada = await person("ada");
  await importPapers([
    { title: WRITTEN, abstract: "On sorting.", authors: ["A"] },
    { title: "Plain words", abstract: "On words.", authors: ["B"] },
  ]);
  paper = await db.paper.findFirstOrThrow({ where: { title: WRITTEN } });
  const club = await group({ members: [[ada, "owner"]] });
  reading = club;
  await fillPool(club.id, [paper.id], ada.id);
  await postComment(ada, { paper: paper.slug, group: club.slug }, "So many things.");
});

describe("a title with mathematics is shown", () => {
  it("in lists and on the page of the paper, and others have no HTML", async () => {
    const { papers } = await as(null).papers.list({ order: "new" });
    expect(papers.find(({ id }) => id === paper.id)).toMatchObject(SHOWN);
    const plain = papers.find(({ title }) => title === "Plain words");
    expect(plain).toBeDefined();
    expect(plain).not.toHaveProperty("titleHtml");
    expect(await as(null).papers.page({ paper: paper.slug })).toMatchObject(SHOWN);
    expect((await as(null).papers.history({ paper: paper.slug })).paper).toMatchObject(SHOWN);
  });

  it("in the pool and the threads of a group, and in searches", async () => {
    const { nominations } = await as(ada).nominations.pool({ group: reading.slug });
    expect(nominations[0]?.paper).toMatchObject(SHOWN);
    const threads = await as(ada).threads.recentInGroup({ group: reading.slug });
    expect(threads[0]?.paper).toMatchObject(SHOWN);
    const { hits } = await as(ada).search.comments({ q: "things" });
    expect(hits[0]?.paper).toMatchObject(SHOWN);
  });

  it("in plain signs among what somebody follows", async () => {
    const what = { thing: "paper", id: paper.id } as const;
    await as(ada).notifications.follow({ what, level: "follow" });
    const { followings } = await as(ada).notifications.followings({});
    expect(followings.map(({ name }) => name)).toContain(SHOWN.title);
  });
});

it("stays as it was written in the form that corrects it, and in what programs read", async () => {
  const { fields, shown } = await as(ada).papers.form({ paper: paper.slug });
  expect(fields.title).toBe(WRITTEN);
  expect(shown).toMatchObject(SHOWN);
  const answer = await findPapers(new Request("http://localhost/api/v1/papers?q=sorting"));
  expect(await answer.json()).toMatchObject({ papers: [{ id: paper.id, title: WRITTEN }] });
});
