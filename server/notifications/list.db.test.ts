import { beforeEach, describe, expect, it } from "vitest";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { papersOf } from "@/server/testing/database/choosing";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { quietPaper, runNotificationJobs, write } from "@/server/testing/sayings/telling";
import { group, person } from "@/server/testing/world";
import { inPlainWords } from "./rules";

ownDatabase();

let ada: Viewer;
let bob: Viewer;
let eve: Viewer;
let paper: { id: string; slug: string; title: string };

beforeEach(async () => {
  [ada, bob, eve] = await Promise.all([
    person({ name: "Ada" }),
    person({ name: "Bob" }),
    person({ name: "Eve" }),
  ]);
  paper = await quietPaper();
});

const listOf = async (who: Viewer) => (await as(who).notifications.list({})).notifications;
const unreadOf = async (who: Viewer) => (await as(who).notifications.unread())?.count;

describe("the list", () => {
  it("groups notifications about one thing, leads to the first of them, and marks them read", async () => {
    const mine = await write(ada, paper.slug);
    await runNotificationJobs();
    const first = await write(bob, paper.slug, { parentId: mine });
    await write(eve, paper.slug, { parentId: mine });
    await write(bob, paper.slug, { parentId: mine });
    await write(eve, paper.slug);
    await runNotificationJobs();
    const lines = await listOf(ada);
    expect(lines.map(inPlainWords).sort()).toEqual([
      `3 replies in “${paper.title}”, by Bob and Eve`,
      `Eve commented in “${paper.title}”`,
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
    expect(await unreadOf(bob)).toBe(2);
  });

  it("marks the notifications about a thread read when the thread is read", async () => {
    const mine = await write(ada, paper.slug);
    const other = await quietPaper();
    const there = await write(ada, other.slug);
    await write(bob, paper.slug, { parentId: mine });
    await write(bob, other.slug, { parentId: there });
    await runNotificationJobs();
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mine } });
    await as(bob).notifications.readThread({ threadId });
    expect(await unreadOf(ada)).toBe(2);
    await as(ada).notifications.readThread({ threadId });
    expect(await unreadOf(ada)).toBe(1);
  });

  it("counts no comment that was seen in its thread before the notification", async () => {
    const mine = await write(ada, paper.slug);
    await write(bob, paper.slug, { parentId: mine });
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mine } });
    const visit = { personId: ada.id, threadId, seenNumber: 2, seenAt: new Date() };
    await db.threadVisit.create({ data: visit });
    await write(bob, paper.slug, { parentId: mine });
    await runNotificationJobs();
    expect(await unreadOf(ada)).toBe(1);
  });

  it("neither lists nor counts what the viewer may no longer see", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bob, "member"],
      ],
    });
    const mine = await write(bob, paper.slug, { group: slug });
    const open = await write(bob, paper.slug);
    await write(ada, paper.slug, { group: slug, parentId: mine });
    const answer = await write(ada, paper.slug, { parentId: open });
    await runNotificationJobs();
    expect(await unreadOf(bob)).toBe(2);
    await as(bob).groups.leave({ group: slug });
    expect(await unreadOf(bob)).toBe(1);
    expect((await listOf(bob)).map(({ group: there }) => there)).toEqual([null]);
    await removeComment(ada, answer);
    expect(await unreadOf(bob)).toBe(0);
    expect(await listOf(bob)).toEqual([]);
  });

  it("neither lists nor counts what a blocked person did", async () => {
    const mine = await write(bob, paper.slug);
    await write(ada, paper.slug, { parentId: mine });
    await runNotificationJobs();
    expect(await unreadOf(bob)).toBe(1);
    await db.block.create({ data: { personId: bob.id, blockedId: ada.id } });
    expect(await unreadOf(bob)).toBe(0);
    expect(await listOf(bob)).toEqual([]);
  });

  it("comes in pages that leave out nothing and repeat nothing", async () => {
    const papers = await papersOf(Array.from({ length: 35 }, (_, at) => `Page ${at}`));
    for (const { slug } of papers) await write(ada, slug, { mentions: [bob] });
    await runNotificationJobs();
    // All at the same instant: the order has to be whole.
    await db.notification.updateMany({
      where: { personId: bob.id },
      data: { createdAt: new Date() },
    });
    const first = await as(bob).notifications.list({});
    const second = await as(bob).notifications.list({ cursor: first.nextCursor });
    expect([first.notifications.length, second.notifications.length]).toEqual([30, 5]);
    expect(second.nextCursor).toBeNull();
    const titles = [...first.notifications, ...second.notifications].map(({ title }) => title);
    expect(new Set(titles).size).toBe(35);
  });

  it("is empty for a guest", async () => {
    expect(await as(null).notifications.unread()).toBeNull();
  });
});
