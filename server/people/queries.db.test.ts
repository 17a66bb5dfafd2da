import { expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { callBy, group, person } from "@/server/testing/world";
import type { Viewer } from "./policy";
import { openSession } from "./sessions/commands";

ownDatabase();

const by = (viewer: Viewer) => createCaller(callBy(viewer));

function paper(title: string, addedById: string | null) {
  const key = crypto.randomUUID();
  return db.paper.create({
    data: { slug: key, title, normalizedTitle: key, abstract: "Words.", addedById },
  });
}

/** Writes every kind of row that a person can leave on the site, each with a word unique to the person. */
async function leaveTraces(viewer: Viewer, word: string, paperId: string, slug: string) {
  const own = await group({ visibility: "private", members: [[viewer, "owner"]] });
  const other = await group({ joinPolicy: "request", members: [[await person(), "owner"]] });
  const personId = viewer.id;
  await db.group.update({ where: { id: own.id }, data: { name: `${word} group` } });
  await by(viewer).threads.add({
    paper: slug,
    body: `${word} comment`,
    parentId: null,
    clientKey: crypto.randomUUID(),
  });
  await db.upvote.create({ data: { personId, paperId } });
  await db.nomination.create({
    data: { groupId: own.id, paperId, nominatedById: personId, pitch: `${word} pitch` },
  });
  await db.joinRequest.create({
    data: { groupId: other.id, personId, message: `${word} request` },
  });
  const ballot = await db.ballot.create({
    data: { groupId: own.id, openedAt: new Date(), closesAt: new Date(Date.now() + 3_600_000) },
  });
  await db.vote.create({
    data: { personId, ballotId: ballot.id, answer: { approvals: [`${word} vote`] } },
  });
  await db.account.create({
    data: { personId, provider: "github", providerAccountId: `${word}-account` },
  });
  await db.subscription.create({ data: { personId } });
  await openSession(personId, `${word} browser`);
  await paper(`${word} paper`, personId);
}

it("exports all of a person's own data, and nobody else's", async () => {
  const [ada, bela] = [
    await person({ name: "Adaword", email: "adaword@example.org" }),
    await person({ name: "Belaword", email: "belaword@example.org" }),
  ];
  const { id, slug } = await paper("Shared", null);
  await leaveTraces(ada, "Adaword", id, slug);
  await leaveTraces(bela, "Belaword", id, slug);

  const { id: commentId } = await db.comment.findFirstOrThrow({ where: { authorId: ada.id } });
  await by(ada).threads.edit({ commentId, body: "Adaword, better", label: "critique" });
  await by(ada).threads.react({ commentId, kind: "thanks", on: true });

  const data = await downloadOwnData(ada);
  const text = JSON.stringify(data);
  for (const part of ["comment", "pitch", "request", "vote", "browser", "paper", "group"]) {
    expect(text).toContain(`Adaword ${part}`);
  }
  expect(text).toContain("Adaword-account");
  expect(text).toContain("adaword@example.org");
  expect(data.comments).toMatchObject([
    { body: "Adaword, better", label: "critique", versions: [{ body: "Adaword comment" }] },
  ]);
  expect(data.reactions).toMatchObject([{ commentId, kind: "thanks" }]);
  expect(data.upvotes).toMatchObject([{ paper: { slug, title: "Shared" } }]);
  expect(data.subscriptions[0]).toMatchObject({ cadence: "daily" });
  expect(text.toLowerCase()).not.toContain("belaword");
  // No secret that gives access.
  expect(text).not.toMatch(/tokenHash/i);
});
