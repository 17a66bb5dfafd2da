import { beforeEach, describe, expect, it } from "vitest";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { papersOf } from "@/server/testing/fixtures/ballots";
import {
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { group, person } from "@/server/testing/world";
import { inPlainWords } from "./rules";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;
let paper: { id: string; slug: string; title: string };

beforeEach(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
  paper = await quietPaper();
});

const listOf = async (who: Viewer) => (await as(who).notifications.list({})).notifications;
const unreadOf = async (who: Viewer) => (await as(who).notifications.unread())?.count;

describe("the list", () => {
  it("groups notifications about one thing, leads to the first of them, and marks them read", async () => {
    const parentId = await writeAbout(ada, paper.slug);
    await runNotificationJobs();
    const first = await writeAbout(bela, paper.slug, { parentId: parentId });
    await writeAbout(milena, paper.slug, { parentId: parentId });
    await writeAbout(bela, paper.slug, { parentId: parentId });
    await writeAbout(milena, paper.slug);
    await runNotificationJobs();
    const lines = await listOf(ada);
    expect(lines.map(inPlainWords).sort()).toEqual([
      `3 replies in “${paper.title}”, by Béla Kertész and Милена Петровић`,
      `Милена Петровић commented in “${paper.title}”`,
    ]);
    expect(await unreadOf(ada)).toBe(4);
    const answers = lines.find(({ kind }) => kind === "answer");
    if (!answers) throw new Error("No line about the answers.");
    expect(answers.path).toBe(`/papers/${paper.slug}/comments/${first}#c-${first}`);
    const { key, from, until } = answers;
    await as(ada).notifications.mark({ key, from, until, read: true });
    expect(await unreadOf(ada)).toBe(1);
    const again = (await listOf(ada)).find(({ kind }) => kind === "answer");
    expect(again).toMatchObject({ count: 3, unread: false });
    await as(ada).notifications.mark({ key, from, until, read: false });
    expect(await unreadOf(ada)).toBe(4);
    await as(ada).notifications.markAll({ until: new Date() });
    expect(await unreadOf(ada)).toBe(0);
    expect(await unreadOf(bela)).toBe(2);
  });

  it("marks the notifications about a thread read when the thread is read", async () => {
    const parentId = await writeAbout(ada, paper.slug);
    const other = await quietPaper();
    const there = await writeAbout(ada, other.slug);
    await writeAbout(bela, paper.slug, { parentId: parentId });
    await writeAbout(bela, other.slug, { parentId: there });
    await runNotificationJobs();
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: parentId } });
    await as(bela).notifications.readThread({ threadId });
    expect(await unreadOf(ada)).toBe(2);
    await as(ada).notifications.readThread({ threadId });
    expect(await unreadOf(ada)).toBe(1);
  });

  it("counts no comment that was seen in its thread before the notification", async () => {
    const parentId = await writeAbout(ada, paper.slug);
    await writeAbout(bela, paper.slug, { parentId: parentId });
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: parentId } });
    const visit = { personId: ada.id, threadId, seenNumber: 2, seenAt: new Date() };
    await db.threadVisit.create({ data: visit });
    await writeAbout(bela, paper.slug, { parentId: parentId });
    await runNotificationJobs();
    expect(await unreadOf(ada)).toBe(1);
  });

  it("neither lists nor counts what the viewer may no longer see", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bela, "member"],
      ],
    });
    const parentId = await writeAbout(bela, paper.slug, { group: slug });
    const open = await writeAbout(bela, paper.slug);
    await writeAbout(ada, paper.slug, { group: slug, parentId: parentId });
    const answer = await writeAbout(ada, paper.slug, { parentId: open });
    await runNotificationJobs();
    expect(await unreadOf(bela)).toBe(2);
    await as(bela).groups.leave({ group: slug });
    expect(await unreadOf(bela)).toBe(1);
    expect((await listOf(bela)).map(({ group: there }) => there)).toEqual([null]);
    await removeComment(ada, answer);
    expect(await unreadOf(bela)).toBe(0);
    expect(await listOf(bela)).toEqual([]);
  });

  it("neither lists nor counts what a blocked person did", async () => {
    const parentId = await writeAbout(bela, paper.slug);
    await writeAbout(ada, paper.slug, { parentId: parentId });
    await runNotificationJobs();
    expect(await unreadOf(bela)).toBe(1);
    await db.block.create({ data: { personId: bela.id, blockedId: ada.id } });
    expect(await unreadOf(bela)).toBe(0);
    expect(await listOf(bela)).toEqual([]);
  });

  it("comes in pages that leave out nothing and repeat nothing", async () => {
    const papers = await papersOf(Array.from({ length: 35 }, (_, at) => `Page ${at}`));
    for (const { slug } of papers) await writeAbout(ada, slug, { mentions: [bela] });
    await runNotificationJobs();
    // All have the same instant, so the order must not depend on time alone.
    await db.notification.updateMany({
      where: { personId: bela.id },
      data: { createdAt: new Date() },
    });
    const first = await as(bela).notifications.list({});
    const second = await as(bela).notifications.list({ cursor: first.nextCursor });
    expect([first.notifications.length, second.notifications.length]).toEqual([30, 5]);
    expect(second.nextCursor).toBeNull();
    const titles = [...first.notifications, ...second.notifications].map(({ title }) => title);
    expect(new Set(titles).size).toBe(35);
  });

  it("is empty for a guest", async () => {
    expect(await as(null).notifications.unread()).toBeNull();
  });
});
