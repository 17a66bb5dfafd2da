import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { person } from "@/server/testing/world";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
let stranger: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  [ada, bela, stranger, moderator] = await Promise.all([
    person("ada"),
    person("bela"),
    person(),
    person({ moderator: true }),
  ]);
});

let count = 0;
/** A paper that Ada has added, with what Béla suggests. */
async function suggested(after: object = { title: `Better ${++count}` }) {
  const title = `Worse ${++count}`;
  const { slug } = await as(ada).papers.add({ title, abstract: "Words.", authors: ["A. B."] });
  const { id: paperId, fields } = await as(bela).papers.form({ paper: slug });
  const paper = { paperId, basedOn: 0, ...fields };
  await as(bela).papers.suggest({ ...paper, ...after, reason: "It reads better." });
  const { id: suggestionId } = await db.paperSuggestion.findFirstOrThrow({ where: { paperId } });
  return { slug, paper, paperId, suggestionId };
}
const waitingFor = async (viewer: Viewer, paper: string) =>
  (await as(viewer).papers.suggestionsFor({ paper })).suggestions;
const newsOf = async (viewer: Viewer) => {
  await runNotificationJobs();
  const { notifications } = await as(viewer).notifications.list({});
  return notifications;
};
async function clear() {
  await runNotificationJobs();
  await db.notification.deleteMany({});
}

describe("a suggestion", () => {
  it("goes to the one who added the paper and to moderators, who see the difference", async () => {
    await clear();
    const { slug, paper, paperId } = await suggested({ title: `Best ${count}` });
    for (const viewer of [ada, moderator]) {
      expect(await waitingFor(viewer, slug)).toMatchObject([
        {
          suggestedBy: { handle: bela.handle },
          reason: "It reads better.",
          changes: { title: { before: paper.title } },
        },
      ]);
      expect(await newsOf(viewer)).toMatchObject([
        {
          kind: "moderation",
          names: [bela.name],
          path: `/papers/${slug}/suggestions`,
          detail: { of: "suggestion", state: "waiting" },
        },
      ]);
      expect((await as(viewer).papers.forViewer({ paperId })).waiting).toBe(1);
    }
    for (const viewer of [bela, stranger]) {
      await expect(waitingFor(viewer, slug)).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await newsOf(viewer)).toEqual([]);
      expect((await as(viewer).papers.forViewer({ paperId })).waiting).toBe(0);
    }
    expect((await as(bela).papers.form({ paper: slug })).own?.reason).toBe("It reads better.");
    expect((await as(stranger).papers.form({ paper: slug })).own).toBeNull();
  });

  it("is one a person and paper, however often it is sent at once", async () => {
    const { paper, suggestionId } = await suggested();
    const again = () => as(bela).papers.suggest({ ...paper, title: "Again", reason: "Again." });
    expect(await outcomes([again()])).toEqual(["CONFLICT"]);
    await as(bela).papers.takeSuggestionBack({ suggestionId });
    expect((await outcomes([again(), again(), again()])).sort()).toEqual([
      "CONFLICT",
      "CONFLICT",
      "done",
    ]);
    const open = { paperId: paper.paperId, decidedAt: null };
    expect(await db.paperSuggestion.count({ where: open })).toBe(1);
    await as(stranger).papers.suggest({ ...paper, title: "Also", reason: "Also." });
  });

  it("is refused without a change, and of an older version", async () => {
    const { paper, suggestionId } = await suggested();
    const same = as(stranger).papers.suggest({ ...paper, reason: "No." });
    await expect(same).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await as(ada).papers.acceptSuggestion({ suggestionId, basedOn: 0 });
    const late = as(stranger).papers.suggest({ ...paper, title: "Late", reason: "No." });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("is refused to people who are suspended", async () => {
    const { paper } = await suggested();
    const suspended = await person({ suspended: true });
    const suggest = (viewer: Viewer) =>
      as(viewer).papers.suggest({ ...paper, title: "Hm", reason: "Hm." });
    expect(await outcomes([suggest(suspended)])).toEqual(["FORBIDDEN"]);
  });

  it("of somebody whom the one who added the paper blocks reaches moderators only", async () => {
    await clear();
    const { slug, paperId, suggestionId } = await suggested();
    await db.block.create({ data: { personId: ada.id, blockedId: bela.id } });
    expect(await waitingFor(ada, slug)).toEqual([]);
    expect((await as(ada).papers.forViewer({ paperId })).waiting).toBe(0);
    expect(await newsOf(ada)).toEqual([]);
    // A moderator decides about everybody's.
    await db.block.create({ data: { personId: moderator.id, blockedId: bela.id } });
    expect(await waitingFor(moderator, slug)).toHaveLength(1);
    expect((await as(moderator).papers.forViewer({ paperId })).waiting).toBe(1);
    await db.block.deleteMany({});
    await as(moderator).papers.declineSuggestion({ suggestionId, reason: "No." });
  });
});

describe("an answer", () => {
  it("that accepts edits the paper, and credits both", async () => {
    await clear();
    const title = `Accepted ${++count}`;
    const { slug, suggestionId } = await suggested({ title });
    await as(ada).papers.acceptSuggestion({ suggestionId, basedOn: 0 });
    expect((await as(null).papers.page({ paper: slug })).title).toBe(title);
    expect((await as(null).papers.history({ paper: slug })).changes).toMatchObject([
      {
        kind: "suggestion",
        changedBy: { handle: ada.handle },
        suggestedBy: { handle: bela.handle },
        reason: "It reads better.",
      },
    ]);
    expect(await newsOf(bela)).toMatchObject([
      { path: `/papers/${slug}/history`, detail: { of: "suggestion", state: "accepted" } },
    ]);
    expect(await waitingFor(moderator, slug)).toEqual([]);
  });

  it("that declines leaves the paper, and tells why", async () => {
    await clear();
    const { slug, paper, suggestionId } = await suggested();
    await as(moderator).papers.declineSuggestion({ suggestionId, reason: "It was right." });
    expect((await as(null).papers.page({ paper: slug })).title).toBe(paper.title);
    expect(await newsOf(bela)).toMatchObject([
      { detail: { of: "suggestion", state: "declined", reason: "It was right." } },
    ]);
  });

  it("is given once, however many give it at once", async () => {
    const { slug, suggestionId } = await suggested();
    const said = await outcomes([
      as(ada).papers.acceptSuggestion({ suggestionId, basedOn: 0 }),
      as(moderator).papers.acceptSuggestion({ suggestionId, basedOn: 0 }),
      as(moderator).papers.declineSuggestion({ suggestionId, reason: "No." }),
    ]);
    expect(said.filter((one) => one === "done")).toHaveLength(1);
    expect(said.filter((one) => one === "CONFLICT")).toHaveLength(2);
    const { changes } = await as(null).papers.history({ paper: slug });
    const { accepted } = await db.paperSuggestion.findUniqueOrThrow({
      where: { id: suggestionId },
    });
    expect(changes).toHaveLength(accepted ? 1 : 0);
  });

  it("waits until its giver has seen a change that came between", async () => {
    const { slug, paper, suggestionId } = await suggested({ abstract: "Better words." });
    await as(ada).papers.edit({ ...paper, title: `Between ${++count}` });
    const early = as(moderator).papers.acceptSuggestion({ suggestionId, basedOn: 0 });
    await expect(early).rejects.toMatchObject({ code: "CONFLICT" });
    await as(moderator).papers.acceptSuggestion({ suggestionId, basedOn: 1 });
    const { fields } = await as(ada).papers.form({ paper: slug });
    expect(fields).toMatchObject({ title: `Between ${count}`, abstract: "Better words." });
  });

  it("is for nobody else, and not for one's own suggestion", async () => {
    const { paper, suggestionId } = await suggested();
    const accept = (viewer: Viewer, id = suggestionId) =>
      as(viewer).papers.acceptSuggestion({ suggestionId: id, basedOn: 0 });
    expect(await outcomes([accept(bela), accept(stranger)])).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    await as(ada).papers.suggest({ ...paper, title: "My own", reason: "Mine." });
    const own = await db.paperSuggestion.findFirstOrThrow({
      where: { paperId: paper.paperId, suggestedById: ada.id },
    });
    expect(await outcomes([accept(ada, own.id)])).toEqual(["FORBIDDEN"]);
  });
});

it("are listed for moderators across all papers", async () => {
  const { slug } = await suggested();
  const pages = await as(moderator).papers.suggestions({ page: 1 });
  expect(pages.suggestions.length).toBeGreaterThan(0);
  const { suggestions } = await as(moderator).papers.suggestionsFor({ paper: slug });
  expect(suggestions).toHaveLength(1);
});

it("go with the account, except those that became part of a paper's history", async () => {
  const leaver = await person("chen");
  const give = async () => {
    const title = `Of a leaver ${++count}`;
    const { slug } = await as(ada).papers.add({ title, abstract: "Words.", authors: ["A. B."] });
    const { id: paperId, fields } = await as(leaver).papers.form({ paper: slug });
    const paper = { paperId, basedOn: 0, ...fields, title: `${title}, corrected` };
    await as(leaver).papers.suggest({ ...paper, reason: "Chen says so." });
    return db.paperSuggestion.findFirstOrThrow({ where: { paperId } });
  };
  const [kept, open, declined] = [await give(), await give(), await give()];
  await as(ada).papers.acceptSuggestion({ suggestionId: kept.id, basedOn: 0 });
  await as(ada).papers.declineSuggestion({ suggestionId: declined.id, reason: "No." });
  const data = JSON.parse(JSON.stringify(await downloadOwnData(leaver)));
  expect(JSON.stringify(data)).toContain("Chen says so.");
  await as(leaver).people.deleteAccount({ handle: leaver.handle });
  const ids = [kept.id, open.id, declined.id];
  const left = await db.paperSuggestion.findMany({ where: { id: { in: ids } } });
  expect(left.map(({ id }) => id)).toEqual([kept.id]);
});
