import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { ownData } from "@/server/testing/sayings/own-data";
import { paperSlug, said, talkingGroup } from "@/server/testing/sayings/threads";
import { person } from "@/server/testing/world";

ownDatabase();

/** Quoted text removed from a reply by email; it may be private. */
const CUT = "-- \nAda, 12 Secret Street";

let ada: Viewer;
let moderator: Viewer;
let paper: string;
let commentId: string;

const kept = async () =>
  (await db.comment.findUniqueOrThrow({ where: { id: commentId } })).quotedText;
const cutOff = () => db.comment.update({ where: { id: commentId }, data: { quotedText: CUT } });

beforeEach(async () => {
  [ada, moderator] = await Promise.all([person(), person({ moderator: true })]);
  paper = await paperSlug();
  ({ commentId } = await said(ada, { paper }, "Only in part."));
  await cutOff();
});

it("is deleted when the comment is hidden, and does not come back with it", async () => {
  await as(moderator).moderation.hide({ commentId, reason: "An insult." });
  expect(await kept()).toBeNull();
  await as(moderator).moderation.restore({ commentId, reason: "None." });
  expect(await kept()).toBeNull();
  expect(JSON.stringify(await as(ada).threads.ofPaper({ paper }))).not.toContain("Secret");
});

it("is deleted with the comment, with or without replies", async () => {
  await said(moderator, { paper }, "An answer.", { parentId: commentId });
  await as(ada).threads.remove({ commentId });
  expect(await kept()).toBeNull();
});

it("is deleted with its author's account", async () => {
  await said(moderator, { paper }, "An answer.", { parentId: commentId });
  const { handle } = await db.person.findUniqueOrThrow({ where: { id: ada.id } });
  await as(ada).people.deleteAccount({ handle: handle as string });
  expect(await db.comment.count({ where: { quotedText: { not: null } } })).toBe(0);
});

it("is shown only to its author: to no guest, member, organizer or moderator", async () => {
  const { owner, organizer, ada: mia, bob, slug: group, paper: read } = await talkingGroup();
  ({ commentId } = await said(mia, { paper: read, group }, "In the group."));
  await cutOff();
  await as(bob).moderation.report({ commentId, reason: "Look." });
  for (const viewer of [owner, organizer, bob]) {
    const { threads } = as(viewer);
    const page = await threads.ofGroup({ group, paper: read });
    expect(page.comments.map(({ id }) => id)).toContain(commentId);
    const all = [page, await threads.versions({ commentId }), await ownData(viewer)];
    expect(JSON.stringify(all)).not.toContain("Secret");
  }
  expect(JSON.stringify(await as(organizer).moderation.reports({ group }))).not.toContain("Secret");
  expect(JSON.stringify(await as(mia).threads.ofGroup({ group, paper: read }))).toContain("Secret");

  for (const viewer of [null, bob, moderator]) {
    const page = await as(viewer).threads.ofPaper({ paper });
    expect(page.comments).toMatchObject([{ html: "<p>Only in part.</p>\n", quotedText: null }]);
    expect(JSON.stringify(page)).not.toContain("Secret");
  }
});

it("is part of its author's download", async () => {
  const { comments } = await ownData(ada);
  expect(comments).toMatchObject([{ body: "Only in part.", quotedText: CUT }]);
});
