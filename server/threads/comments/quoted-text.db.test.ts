import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

/** Quoted text removed from a reply by email; it may be private. */
const CUT = "-- \nAda, 12 Secret Street";

let ada: Viewer;
let moderator: Viewer;
let paper: string;
let commentId: string;

const quotedText = async () =>
  (await db.comment.findUniqueOrThrow({ where: { id: commentId } })).quotedText;
const cutOff = () => db.comment.update({ where: { id: commentId }, data: { quotedText: CUT } });

beforeEach(async () => {
  [ada, moderator] = await Promise.all([person("ada"), person({ moderator: true })]);
  paper = await paperSlug();
  ({ commentId } = await postComment(ada, { paper }, "Only in part."));
  await cutOff();
});

it("is deleted when the comment is hidden, and does not come back with it", async () => {
  await as(moderator).moderation.hide({ commentId, reason: "An insult." });
  expect(await quotedText()).toBeNull();
  await as(moderator).moderation.restore({ commentId, reason: "None." });
  expect(await quotedText()).toBeNull();
  expect(JSON.stringify(await as(ada).threads.ofPaper({ paper }))).not.toContain("Secret");
});

it("is deleted with the comment, with or without replies", async () => {
  await postComment(moderator, { paper }, "An answer.", { parentId: commentId });
  await as(ada).threads.remove({ commentId });
  expect(await quotedText()).toBeNull();
});

it("is deleted with its author's account", async () => {
  await postComment(moderator, { paper }, "An answer.", { parentId: commentId });
  const { handle } = await db.person.findUniqueOrThrow({ where: { id: ada.id } });
  await as(ada).people.deleteAccount({ handle: handle as string });
  expect(await db.comment.count({ where: { quotedText: { not: null } } })).toBe(0);
});

it("is shown only to its author: to no guest, member, organizer or moderator", async () => {
  const { owner, organizer, ada: dalia, bela, slug: group, paper: read } = await talkingGroup();
  ({ commentId } = await postComment(dalia, { paper: read, group }, "In the group."));
  await cutOff();
  await as(bela).moderation.report({ commentId, reason: "Look." });
  for (const viewer of [owner, organizer, bela]) {
    const { threads } = as(viewer);
    const page = await threads.ofGroup({ group, paper: read });
    expect(page.comments.map(({ id }) => id)).toContain(commentId);
    const all = [page, await threads.versions({ commentId }), await downloadOwnData(viewer)];
    expect(JSON.stringify(all)).not.toContain("Secret");
  }
  expect(JSON.stringify(await as(organizer).moderation.reports({ group }))).not.toContain("Secret");
  expect(JSON.stringify(await as(dalia).threads.ofGroup({ group, paper: read }))).toContain(
    "Secret",
  );

  for (const viewer of [null, bela, moderator]) {
    const page = await as(viewer).threads.ofPaper({ paper });
    expect(page.comments).toMatchObject([{ html: "<p>Only in part.</p>\n", quotedText: null }]);
    expect(JSON.stringify(page)).not.toContain("Secret");
  }
});

it("is part of its author's download", async () => {
  const { comments } = await downloadOwnData(ada);
  expect(comments).toMatchObject([{ body: "Only in part.", quotedText: CUT }]);
});
