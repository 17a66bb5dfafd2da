import { beforeAll, describe, expect, it } from "vitest";
import { inPlainWords } from "@/server/notifications/rules";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { postComment } from "@/server/testing/fixtures/threads";
import { fillPool, group, person } from "@/server/testing/world";

const address = ownDatabase();
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

const FIELDS = { abstract: "We walk through trees.", authors: ["Ada Lovelace"] };
let count = 0;
/** A paper that Ada has added. */
async function adasPaper(fields: { title?: string; url?: string; abstract?: string } = {}) {
  const title = `Walks ${++count}`;
  const { slug } = await as(ada).papers.add({ title, ...FIELDS, ...fields });
  return read(slug);
}
async function read(slug: string) {
  const { id: paperId, version: basedOn, fields } = await as(ada).papers.form({ paper: slug });
  return { slug, paperId, basedOn, ...fields };
}
const historyOf = async (paper: string) => (await as(null).papers.history({ paper })).changes;
const mayEdit = async (viewer: Viewer, paperId: string) =>
  (await as(viewer).papers.forViewer({ paperId })).may.edit;
/** The refusal of a call. */
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error) => error.cause as { code: string; message: string; field?: string; details?: object },
  );

describe("an edit", () => {
  it("changes the paper, keeps its address, and is a row of its history", async () => {
    const { slug, ...paper } = await adasPaper();
    const after = { title: "Runs", url: "https://doi.org/10.1000/runs", publishedOn: "2026-03-01" };
    const edited = await as(ada).papers.edit({ ...paper, ...after, reason: "A typing error." });
    expect(edited).toEqual({ slug, version: 1 });
    expect(await as(null).papers.page({ paper: slug })).toMatchObject({
      title: "Runs",
      doi: "10.1000/runs",
      publishedOn: new Date("2026-03-01"),
    });
    expect(await historyOf(slug)).toMatchObject([
      {
        version: 1,
        kind: "edit",
        reason: "A typing error.",
        changedBy: { handle: ada.handle },
        changes: {
          title: { before: paper.title, after: "Runs" },
          url: { before: "", after: "https://doi.org/10.1000/runs" },
          doi: { before: "", after: "10.1000/runs" },
          publishedOn: { before: "", after: "2026-03-01" },
        },
      },
    ]);
  });

  it("is found by its new words and no longer by its old ones, and moves between topics", async () => {
    const { paperId, ...paper } = await adasPaper({
      title: "Zanzibar voters",
      abstract: "On elections.",
    });
    const wordCount = async (word: string) =>
      (await db.searchWord.findUnique({ where: { word } }))?.papers ?? 0;
    const topicCount = async (slug: string) =>
      (await db.topic.findUniqueOrThrow({ where: { slug } })).paperCount;
    const found = async (q: string) => (await as(null).papers.search({ q })).map(({ id }) => id);
    expect(await found("zanzibar")).toEqual([paperId]);
    const [voting, the] = [await topicCount("social-choice"), await wordCount("on")];
    const edit = { ...paper, paperId, title: "Quokka graphs" };
    await as(ada).papers.edit({ ...edit, abstract: "On $O(n)$ graphs." });
    expect(await found("quokka")).toEqual([paperId]);
    expect(await found("zanzibar")).toEqual([]);
    expect([await wordCount("zanzibar"), await wordCount("quokka")]).toEqual([0, 1]);
    expect(await wordCount("on")).toBe(the);
    expect(await topicCount("social-choice")).toBe(voting - 1);
    const page = await as(null).papers.page({ paper: paper.slug });
    expect(page.topics.map(({ slug }) => slug)).toEqual(["graphs"]);
    expect(page.abstractHtml).toContain("katex");
    expect(await brokenInvariants(address())).toEqual([]);
  });

  it("that changes nothing is no change", async () => {
    const paper = await adasPaper();
    await as(ada).papers.edit(paper);
    expect(await historyOf(paper.slug)).toEqual([]);
  });

  it("is for moderators and the one who added it, until others use it", async () => {
    const { slug, paperId, ...rest } = await adasPaper();
    expect(await outcomes([as(bela).papers.edit({ ...rest, paperId, title: "Bela's" })])).toEqual([
      "FORBIDDEN",
    ]);
    await as(ada).papers.upvote({ paperId, on: true });
    await as(ada).notifications.follow({ what: { thing: "paper", id: paperId }, level: "follow" });
    await postComment(ada, { paper: slug }, "My own words.");
    const own = await group({ members: [[ada, "owner"]] });
    await as(ada).nominations.nominate({ group: own.slug, paperId });
    expect(await mayEdit(ada, paperId)).toBe(true);
    await as(bela).papers.upvote({ paperId, on: true });
    expect(await mayEdit(ada, paperId)).toBe(false);
    expect(await outcomes([as(ada).papers.edit({ ...rest, paperId, title: "Late" })])).toEqual([
      "FORBIDDEN",
    ]);
    const reason = "As it is printed.";
    await as(moderator).papers.edit({ ...rest, paperId, title: "By a moderator", reason });
    expect(await historyOf(slug)).toMatchObject([{ changedBy: { handle: moderator.handle } }]);
    await runNotificationJobs();
    const { notifications } = await as(ada).notifications.list({});
    const told = notifications.find(({ detail }) => detail?.of === "change");
    expect(told?.path).toBe(`/papers/${slug}/history`);
    expect(told && inPlainWords(told)).toBe(
      `${moderator.name} changed “By a moderator”, which you added (title): As it is printed.`,
    );
  });

  it.each([
    [
      "follow",
      async (paperId: string) => {
        const what = { thing: "paper", id: paperId } as const;
        await as(bela).notifications.follow({ what, level: "follow" });
      },
    ],
    [
      "discuss",
      async (_: string, paper: string) => {
        await postComment(bela, { paper }, "Words.");
      },
    ],
    [
      "nominate",
      async (paperId: string) => {
        const theirs = await group({ visibility: "private", members: [[bela, "owner"]] });
        await fillPool(theirs.id, [paperId], bela.id);
      },
    ],
    [
      "read",
      async (paperId: string) => {
        const own = await group({ members: [[ada, "owner"]] });
        await db.reading.create({ data: { groupId: own.id, paperId } });
      },
    ],
  ])("is no longer for the one who added it once others %s it", async (_, use) => {
    const { paperId, slug } = await adasPaper();
    expect(await mayEdit(ada, paperId)).toBe(true);
    await use(paperId, slug);
    expect(await mayEdit(ada, paperId)).toBe(false);
  });

  it("of an older version is refused, with the newer one", async () => {
    const { slug: _, ...paper } = await adasPaper();
    await as(moderator).papers.edit({ ...paper, title: `${paper.title}, first` });
    const late = await refusal(as(ada).papers.edit({ ...paper, abstract: "Mine." }));
    expect(late).toMatchObject({
      code: "CONFLICT",
      details: { version: 1, fields: { title: `${paper.title}, first`, abstract: paper.abstract } },
    });
    await as(ada).papers.edit({ ...paper, basedOn: 1, abstract: "Mine." });
  });

  it("by ten at once is one, and the others are told", async () => {
    const { slug, ...paper } = await adasPaper();
    const calls = Array.from({ length: 10 }, (_, n) =>
      as(n % 2 ? ada : moderator).papers.edit({ ...paper, title: `${paper.title}, by ${n}` }),
    );
    expect((await outcomes(calls)).sort()).toEqual([...Array(9).fill("CONFLICT"), "done"]);
    expect(await historyOf(slug)).toHaveLength(1);
  });

  it.each([
    ["title", { title: "TAKEN, already!" }],
    ["arxivId", { arxivId: "2405.00001" }],
    ["doi", { doi: "10.1000/taken" }],
  ])("to the %s of another paper is refused, with that paper's address", async (field, same) => {
    const taken = await adasPaper({ title: "Taken already" });
    await as(ada).papers.edit({ ...taken, arxivId: "2405.00001", doi: "10.1000/taken" });
    const { slug: _, ...paper } = await adasPaper();
    expect(await refusal(as(ada).papers.edit({ ...paper, ...same }))).toMatchObject({
      code: "CONFLICT",
      field,
      details: { slug: taken.slug },
    });
  });

  it("of two papers to one title at once is one", async () => {
    const papers = await Promise.all([adasPaper(), adasPaper(), adasPaper()]);
    const calls = papers.map((paper) => as(ada).papers.edit({ ...paper, title: "Meeting here" }));
    expect((await outcomes(calls)).sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
    expect(await brokenInvariants(address())).toEqual([]);
  });

  it("empties no field that is known", async () => {
    const paper = await adasPaper();
    for (const [field, emptied] of [
      ["authors", { authors: [] as string[] }],
      ["abstract", { abstract: "" }],
    ] as const)
      expect(await refusal(as(ada).papers.edit({ ...paper, ...emptied }))).toMatchObject({
        code: "INVALID",
        field,
      });
  });
});

describe("an undo", () => {
  it("takes one change back, keeps others, and can be undone itself", async () => {
    const { slug, ...paper } = await adasPaper();
    const { papers } = as(ada);
    await papers.edit({ ...paper, title: "Wrong" });
    await papers.edit({ ...paper, title: "Wrong", basedOn: 1, abstract: "Better." });
    const [, first] = await historyOf(slug);
    await papers.undo({ changeId: first?.id as string, reason: "It was right." });
    expect(await read(slug)).toMatchObject({ title: paper.title, abstract: "Better.", basedOn: 3 });
    const [undone] = await historyOf(slug);
    expect(undone).toMatchObject({ kind: "undo", undoes: 1, reason: "It was right." });
    await papers.undo({ changeId: undone?.id as string });
    expect(await read(slug)).toMatchObject({ title: "Wrong", basedOn: 4 });
  });

  it("is refused once its fields were changed again, and says which", async () => {
    const { slug, ...paper } = await adasPaper();
    const { papers } = as(ada);
    await papers.edit({ ...paper, title: "Second", doi: "10.1000/second" });
    const [change] = await historyOf(slug);
    await papers.edit({ ...paper, title: "Third", doi: "10.1000/second", basedOn: 1 });
    const late = await refusal(papers.undo({ changeId: change?.id as string }));
    expect(late?.code).toBe("CONFLICT");
    expect(late?.message).toContain("changed again since: title.");
  });

  it("twice at once is one", async () => {
    const { slug, ...paper } = await adasPaper();
    await as(ada).papers.edit({ ...paper, title: "To be undone" });
    const [change] = await historyOf(slug);
    const changeId = change?.id as string;
    const calls = [ada, moderator, ada].map((who) => as(who).papers.undo({ changeId }));
    expect((await outcomes(calls)).sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
  });

  it("is for people who may edit", async () => {
    const { slug, paperId, ...rest } = await adasPaper();
    await as(ada).papers.edit({ ...rest, paperId, title: "Kept" });
    const [change] = await historyOf(slug);
    const changeId = change?.id as string;
    expect(await outcomes([as(bela).papers.undo({ changeId })])).toEqual(["FORBIDDEN"]);
  });
});

describe("deleting", () => {
  it("takes the paper with its history, words and topics, and nothing else", async () => {
    const { slug, ...paper } = await adasPaper({ title: "Xylophone graphs" });
    await as(ada).papers.edit({ ...paper, title: "Xylophone graph" });
    await as(bela).papers.suggest({ ...paper, basedOn: 1, reason: "Plural." });
    await as(ada).papers.delete({ paperId: paper.paperId });
    await expect(as(null).papers.page({ paper: slug })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await db.searchWord.count({ where: { word: "xylophone" } })).toBe(0);
    expect(await db.paperChange.count({ where: { paperId: paper.paperId } })).toBe(0);
    expect(await brokenInvariants(address())).toEqual([]);
  });

  it("is refused while something hangs on it, and names it without naming a private group", async () => {
    const { slug, paperId } = await adasPaper();
    await as(bela).papers.upvote({ paperId, on: true });
    await postComment(bela, { paper: slug }, "Words.");
    const hidden = await group({
      name: "Whisperers",
      visibility: "private",
      members: [[bela, "owner"]],
    });
    await fillPool(hidden.id, [paperId], bela.id);
    for (const who of [ada, moderator]) {
      const refused = await refusal(as(who).papers.delete({ paperId }));
      expect(refused).toMatchObject({
        code: "CLOSED",
        message:
          "This paper cannot be deleted, because 1 other person upvoted it, it has 1 comment, and it was nominated or read in a group.",
      });
    }
    expect(await outcomes([as(bela).papers.delete({ paperId })])).toEqual(["FORBIDDEN"]);
  });

  it("and upvoting, discussing, nominating or editing at once leaves no half", async () => {
    const own = await group({ members: [[ada, "owner"]] });
    for (const use of [
      (paperId: string) => as(bela).papers.upvote({ paperId, on: true }),
      (_: string, paper: string) => postComment(bela, { paper }, "Words."),
      (paperId: string) => as(ada).nominations.nominate({ group: own.slug, paperId }),
      (paperId: string, _: string, fields: Awaited<ReturnType<typeof adasPaper>>) =>
        as(ada).papers.edit({ ...fields, paperId, title: `${fields.title}, edited` }),
    ]) {
      const paper = await adasPaper();
      const said = await outcomes([
        use(paper.paperId, paper.slug, paper),
        as(ada).papers.delete({ paperId: paper.paperId }),
        use(paper.paperId, paper.slug, paper),
      ]);
      for (const one of said)
        expect(["done", "NOT_FOUND", "CONFLICT", "PRECONDITION_FAILED"]).toContain(one);
      const left = await db.paper.count({ where: { id: paper.paperId } });
      expect(left).toBe(said[1] === "done" ? 0 : 1);
    }
    expect(await brokenInvariants(address())).toEqual([]);
  });
});

it("a name in the history follows the account: of a deleted person, nothing is left but the change", async () => {
  const leaver = await person("chen");
  const { slug } = await as(leaver).papers.add({ title: `Left ${++count}`, ...FIELDS });
  const { id: paperId, fields } = await as(leaver).papers.form({ paper: slug });
  await as(leaver).papers.edit({ paperId, basedOn: 0, ...fields, title: "Left behind" });
  await as(leaver).people.deleteAccount({ handle: leaver.handle });
  const history = await as(null).papers.history({ paper: slug });
  expect(history.changes).toMatchObject([{ changedBy: { name: "deleted person" } }]);
  expect(JSON.stringify(history)).not.toContain(leaver.name);
});
