import { expect, it } from "vitest";
import { sendPaper } from "@/server/api/routes/paper-files";
import { inPlainWords } from "@/server/notifications/rules";
import { findPaperIds } from "@/server/papers/queries";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { writeComment } from "@/server/testing/fixtures/comments";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { paper, person } from "@/server/testing/world";
import { findStandingThread } from "@/server/threads/merging/queries";

const address = ownDatabase();

async function papers() {
  const moderator = await person({ moderator: true });
  const [a, b, c] = [await paper(), await paper(), await paper()];
  const merge = (keptId: string, otherId: string) =>
    as(moderator).papers.merge({ keptId, otherId });
  const undo = async (formerId: string) => {
    const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({ where: { formerId } });
    return as(moderator).papers.undoMerge({ mergeId });
  };
  const leadsTo = async ({ slug }: { slug: string }) => (await findPaperIds([slug])).get(slug);
  return { moderator, a, b, c, merge, undo, leadsTo };
}

it("leads all former addresses on through a chain of merges, which is undone from its end", async () => {
  const { a, b, c, merge, undo, leadsTo } = await papers();
  const ada = await person("ada");
  for (const { slug } of [a, b, c]) await writeComment(ada, slug, `About ${slug}.`);
  const { id: first } = await db.thread.findFirstOrThrow({ where: { paperId: a.id } });
  const { id: last } = await db.thread.findFirstOrThrow({ where: { paperId: c.id } });
  await merge(b.id, a.id);
  await merge(c.id, b.id);
  for (const one of [a, b, c]) expect(await leadsTo(one)).toBe(c.id);
  expect(await findStandingThread(first)).toBe(last);
  await expect(undo(a.id)).rejects.toThrow(`Undo the merge of “${b.title}” first`);
  await undo(b.id);
  expect(await leadsTo(a)).toBe(b.id);
  await undo(a.id);
  expect(await leadsTo(a)).toBe(a.id);
  expect(await findStandingThread(first)).toBe(first);
  for (const one of [a, b, c]) {
    const thread = await as(null).threads.ofPaper({ paper: one.slug });
    expect(thread.comments.map(({ html }) => html)).toEqual([expect.stringContaining(one.slug)]);
  }
  expect(await brokenInvariants(address())).toEqual([]);
});

it("undoes the later of two merges into one paper first", async () => {
  const { a, b, c, merge, undo } = await papers();
  await merge(c.id, a.id);
  await merge(c.id, b.id);
  await expect(undo(a.id)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  await undo(b.id);
  await undo(a.id);
  expect(await db.paperMerge.count({ where: { keptId: c.id } })).toBe(0);
});

it("gives a former address to no new paper", async () => {
  const { a, b, merge } = await papers();
  await merge(b.id, a.id);
  const { slug } = await as(await person()).papers.add({
    title: a.title,
    abstract: "Words.",
    authors: ["Somebody Else"],
  });
  expect(slug).not.toBe(a.slug);
});

it("leads the file of a merged paper on to that of the other one", async () => {
  const { a, b, merge } = await papers();
  await merge(b.id, a.id);
  const ask = (slug: string) => {
    const path = `/api/papers/${slug}/file/bib`;
    return sendPaper(new Request(`http://localhost${path}`), { paper: slug, format: "bib" });
  };
  const answer = await ask(a.slug);
  expect(answer.status).toBe(308);
  expect(answer.headers.get("Location")).toBe(`/api/papers/${b.slug}/file/bib`);
  expect((await ask(b.slug)).status).toBe(200);
});

it("finds the paper that stays by an identifier and by the address of the other", async () => {
  const { a, b, merge, moderator } = await papers();
  const form = await as(moderator).papers.form({ paper: a.slug });
  const doi = `10.1000/${a.slug}`;
  await as(moderator).papers.edit({ paperId: a.id, basedOn: 0, ...form.fields, doi });
  await merge(b.id, a.id);
  const found = await as(null).papers.lookUp({ texts: [`https://doi.org/${doi}`] });
  expect(found[0]?.paper?.id).toBe(b.id);
  const added = {
    title: "Another title",
    abstract: "Words.",
    authors: ["A. Author"],
    url: `https://doi.org/${doi}`,
  };
  expect(await as(moderator).papers.add(added)).toMatchObject({ slug: b.slug, found: true });
  await expect(
    as(moderator).papers.undo({ changeId: (await lastChange(b.id)).id }),
  ).rejects.toThrow("This is a merge.");
});

const lastChange = (paperId: string) =>
  db.paperChange.findFirstOrThrow({ where: { paperId }, orderBy: { version: "desc" } });

it("tells the people who added the two papers, and not the moderator", async () => {
  const { moderator, a, b, c, merge, undo } = await papers();
  const [ada, bela] = [await person("ada"), await person("bela")];
  const addedBy = (id: string, addedById: string) =>
    db.paper.update({ where: { id }, data: { addedById } });
  await addedBy(b.id, ada.id);
  await addedBy(a.id, bela.id);
  await addedBy(c.id, moderator.id);
  await merge(b.id, a.id);
  await runNotificationJobs();
  await undo(a.id);
  await runNotificationJobs();
  for (const viewer of [ada, bela]) {
    const { notifications } = await as(viewer).notifications.list({});
    const about = { of: "change", fields: "", reason: "" };
    expect(notifications.map(({ detail }) => detail)).toEqual([
      { ...about, merge: { other: a.title, undone: true } },
      { ...about, merge: { other: a.title, undone: false } },
    ]);
    expect(notifications.map(inPlainWords)).toEqual([
      `${moderator.name} undid the merge of “${a.title}” into “${b.title}”, one of which you added`,
      `${moderator.name} merged “${a.title}” into “${b.title}”, one of which you added`,
    ]);
  }
  await merge(c.id, b.id);
  await runNotificationJobs();
  expect((await as(moderator).notifications.list({})).notifications).toEqual([]);
});

it("records nothing about people who delete their account", async () => {
  const { a, b, merge, undo } = await papers();
  const [ada, bela] = [await person("ada"), await person("bela")];
  for (const one of [ada, bela]) await as(one).papers.upvote({ paperId: a.id, on: true });
  await as(ada).people.deleteAccount({ handle: ada.handle });
  await merge(b.id, a.id);
  await as(bela).people.deleteAccount({ handle: bela.handle });
  expect(await db.movedRow.count({ where: { kind: "upvote", merge: { keptId: b.id } } })).toBe(0);
  await undo(a.id);
  expect(await brokenInvariants(address())).toEqual([]);
});

it("knows every table that refers to papers", async () => {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT relname::text AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.confrelid = '"Paper"'::regclass ORDER BY 1`;
  // A merge moves these, or makes them anew: a further table needs a place in server/accounts/merging as well.
  expect(rows.map(({ name }) => name)).toEqual(
    [
      ...["AwaitedPaper", "Candidate", "DigestItem", "Dismissal", "Following", "ImportedPaper"],
      ...[
        "ModerationAct",
        "Nomination",
        "Notification",
        "PaperChange",
        "PaperIdentifier",
        "PaperMerge",
      ],
      ...["PaperSearch", "PaperStanding", "PaperSuggestion", "PaperTopic", "Reading", "Thread"],
      ...["ListedPaper", "PaperNote", "ShelvedPaper", "Upvote", "WatchedPaper"],
      // Rows of one paper alone, which come back as they were.
      ...["PaperCompletion", "PaperLook", "PaperOrigin", "PaperStatement", "PaperVersion"],
      // These are computed anew.
      ...["PaperAuthor", "PaperToCompare", "PaperVector", "SimilarPaper"],
    ].sort(),
  );
});
