import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { aMoment } from "@/server/testing/time";
import { person } from "@/server/testing/world";

ownDatabase();

it("refuses comments on another group's meeting, and replies across threads", async () => {
  const [own, other] = [await groupWithMeeting(), await groupWithMeeting()];
  const { viewer } = own.organizer;
  const words = { body: "Words.", clientKey: randomUUID() };
  const across = as(viewer).threads.addOnMeeting({
    group: own.slug,
    meetingId: other.meetingId,
    ...words,
  });
  await expect(across).rejects.toMatchObject({ code: "NOT_FOUND" });
  const read = as(viewer).threads.ofMeeting({ group: own.slug, meetingId: other.meetingId });
  await expect(read).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.comment.count({ where: { authorId: viewer.id } })).toBe(0);
});

it("refuses a report that only a suspended organizer could read", async () => {
  const { owner, organizer, ada, bela, slug, groupId, paper } = await talkingGroup();
  const { commentId } = await postComment(owner, { paper, group: slug }, "x");
  const report = () => as(bela).moderation.report({ commentId, reason: "No." });
  const suspension = { groupId, personId: organizer.id, reason: "No.", suspendedById: owner.id };
  await db.suspension.create({ data: { ...suspension, suspendedAt: new Date() } });
  await expect(report()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  await db.suspension.deleteMany();
  await db.person.update({ where: { id: organizer.id }, data: { suspendedAt: new Date() } });
  await expect(report()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  await db.person.update({ where: { id: organizer.id }, data: { suspendedAt: null } });
  await report();
  expect(await db.report.count({ where: { commentId, reporterId: bela.id } })).toBe(1);
  expect((await as(ada).groups.head({ group: slug })).reports).toBe(0);
});

it("leaves no report open about a comment that is hidden at the same moment", async () => {
  const { ada, bela, slug, paper } = await talkingGroup();
  const { commentId } = await postComment(ada, { paper, group: slug }, "x");
  const hiding = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await hiding.connect();
  await hiding.query("BEGIN");
  await hiding.query(`UPDATE "Comment" SET "hiddenAt" = now() WHERE id = $1`, [commentId]);
  let ended = false;
  const report = as(bela)
    .moderation.report({ commentId, reason: "No." })
    .then(
      () => "taken",
      (error) => error.code,
    )
    .finally(() => {
      ended = true;
    });
  const waits = async () => {
    const { rows } = await hiding.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows.length > 0;
  };
  while (!ended && !(await waits())) await aMoment();
  await hiding.query("COMMIT");
  await hiding.end();
  expect(await report).toBe("PRECONDITION_FAILED");
  expect(await db.report.count({ where: { commentId } })).toBe(0);
});

it("suggests nobody whose only comments in a thread are hidden or deleted", async () => {
  const paper = await paperSlug();
  const [ada, bela, milena] = [await person("ada"), await person("bela"), await person("milena")];
  const moderator = await person({ moderator: true });
  const { commentId } = await postComment(bela, { paper }, "x");
  const { commentId: gone } = await postComment(milena, { paper }, "y");
  const offered = () => as(ada).threads.mentionable({ paper, start: "" });
  expect(await offered()).toHaveLength(2);
  await as(moderator).moderation.hide({ commentId, reason: "No." });
  // With a reply, so that the deleted comment stays as a tombstone.
  await postComment(moderator, { paper }, "z", { parentId: gone });
  await as(milena).threads.remove({ commentId: gone });
  expect(await offered()).toEqual([{ handle: moderator.handle, name: moderator.name }]);
});

it("lists the newest comments first, page by page, none twice", async () => {
  const [ada, paper] = [await person("ada"), await paperSlug()];
  const word = `word${randomUUID().slice(0, 8)}`;
  const ids: string[] = [];
  for (let count = 0; count < 23; count++)
    ids.unshift((await postComment(ada, { paper }, word)).commentId);
  const page = async (at: number) => as(ada).search.comments({ q: word, page: at });
  const [first, second] = [await page(1), await page(2)];
  const idsOf = ({ hits }: typeof first) => hits.map(({ id }) => id);
  expect([first.more, second.more]).toEqual([true, false]);
  expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
});

it("keeps and shows no text of a deleted comment", async () => {
  const { organizer, ada, bela, slug, paper } = await talkingGroup();
  const quote = { source: "abstract" as const, exact: "x", prefix: "", suffix: "" };
  const { commentId } = await postComment(ada, { paper, group: slug }, "secret words", { quote });
  const { threads, moderation } = as(ada);
  await threads.edit({ commentId, body: "secret words, changed" });
  await as(bela).threads.react({ commentId, kind: "thanks", on: true });
  await as(bela).moderation.report({ commentId, reason: "No." });
  await postComment(bela, { paper, group: slug }, "So.", { parentId: commentId });
  await as(organizer).moderation.remove({ commentId, reason: "Off the point." });
  const of = { where: { commentId } };
  const left = [db.quote, db.mention, db.reaction, db.commentVersion].map((table) =>
    (table as typeof db.quote).count(of),
  );
  expect(await Promise.all(left)).toEqual([0, 0, 0, 0]);
  expect(await db.report.count({ where: { commentId, handledAt: null } })).toBe(0);
  const shown = JSON.stringify([
    await as(bela).threads.ofGroup({ group: slug, paper }),
    await moderation.log({}),
  ]);
  expect(shown).not.toContain("secret words");
  await expect(as(bela).threads.versions({ commentId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it("unpins a hidden comment, and does not pin it again when restored", async () => {
  const { organizer, ada, slug, paper } = await talkingGroup();
  const { commentId } = await postComment(ada, { paper, group: slug }, "x");
  const { threads, moderation } = as(organizer);
  await threads.pin({ commentId, pinned: true });
  await moderation.hide({ commentId, reason: "No." });
  const pinned = async () => (await threads.ofGroup({ group: slug, paper })).keyPoints.length;
  expect(await pinned()).toBe(0);
  await moderation.restore({ commentId, reason: "" });
  expect(await pinned()).toBe(0);
});

it("reveals a dismissed report to its subject neither in the log nor in their download", async () => {
  const { organizer, ada, bela, slug, paper } = await talkingGroup();
  const { commentId } = await postComment(ada, { paper, group: slug }, "x");
  await as(bela).moderation.report({ commentId, reason: "No." });
  await as(organizer).moderation.dismiss({ commentId, reason: "Béla is too strict." });
  const texts = [await downloadOwnData(ada), await as(ada).moderation.log({})];
  expect(JSON.stringify(texts)).not.toContain("too strict");
});
