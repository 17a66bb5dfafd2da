import pg from "pg";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { removeComment } from "@/server/moderation/commands";
import { personTopic, type Viewer } from "@/server/people/policy";
import { DELETED_NAME } from "@/server/people/rules";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  notificationsOf,
  quietPaper,
  runNotificationJobs,
  write,
} from "@/server/testing/sayings/telling";
import { soon } from "@/server/testing/time";
import { group, person } from "@/server/testing/world";
import type { Level, ThingInput } from "../schema";
import { notifyOfComment } from "./commands";

ownDatabase();

let ada: Viewer;
let bob: Viewer;
let eve: Viewer;
let paper: { id: string; slug: string };

beforeEach(async () => {
  [ada, bob, eve] = await Promise.all([person(), person(), person()]);
  paper = await quietPaper();
});

const set = (who: Viewer, thing: ThingInput["thing"], id: string, level: Level | null) =>
  as(who).notifications.follow({ what: { thing, id } as ThingInput, level });
const threadOf = async (commentId: string) =>
  (await db.comment.findUniqueOrThrow({ where: { id: commentId } })).threadId;

describe("a comment", () => {
  it("notifies its parent's author, people it mentions and followers, each once, as the most personal kind", async () => {
    const first = await write(ada, paper.slug);
    await set(bob, "paper", paper.id, "follow");
    await set(eve, "paper", paper.id, "follow");
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([`comment comment:${first}`]);
    const second = await write(bob, paper.slug, { parentId: first, mentions: [ada, eve] });
    await runNotificationJobs();
    expect(await notificationsOf(ada)).toEqual([`mention comment:${second}`]);
    expect(await notificationsOf(eve)).toEqual([
      `comment comment:${first}`,
      `mention comment:${second}`,
    ]);
    const third = await write(eve, paper.slug, { parentId: second });
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([
      `comment comment:${first}`,
      `answer comment:${third}`,
    ]);
    expect(await notificationsOf(ada)).toEqual([
      `mention comment:${second}`,
      `comment comment:${third}`,
    ]);
  });

  it("does not notify its author, even if they follow, reply to or mention themselves", async () => {
    await set(ada, "paper", paper.id, "follow");
    const first = await write(ada, paper.slug, { mentions: [ada] });
    await write(ada, paper.slug, { parentId: first, mentions: [ada] });
    await runNotificationJobs();
    expect(await notificationsOf(ada)).toEqual([]);
  });

  it("notifies people whom an edit mentions, seen or not, and nobody else again", async () => {
    const first = await write(ada, paper.slug);
    await set(eve, "paper", paper.id, "follow");
    const threadId = await threadOf(first);
    await as(bob).threads.seen({ threadId, number: 1 });
    const change = (body: string) =>
      as(ada).threads.edit({ commentId: first, body, label: null, spoiler: null });
    await runNotificationJobs();
    const before = await notificationsOf(eve);
    await change(`Words, @${bob.handle} and @${ada.handle}.`);
    await change(`Better words, @${bob.handle} and @${ada.handle}.`);
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([`mention comment:${first}`]);
    expect(await db.notification.count({ where: { personId: bob.id, readAt: null } })).toBe(1);
    expect(await notificationsOf(ada)).toEqual([]);
    expect(await notificationsOf(eve)).toEqual(before);
  });

  it("notifies once, however often the job runs, one after another or at once", async () => {
    const first = await write(ada, paper.slug);
    const answer = await write(bob, paper.slug, { parentId: first, mentions: [ada] });
    await Promise.all(Array.from({ length: 8 }, () => notifyOfComment(answer)));
    await notifyOfComment(answer);
    expect(await notificationsOf(ada)).toEqual([`mention comment:${answer}`]);
    const waiting = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'notifications.mail'
        AND key IN (SELECT 'notification:' || id FROM "Notification" WHERE "personId" = ${ada.id}::uuid)`;
    expect(waiting).toEqual([{ count: 1 }]);
  });

  it("does not notify people who may not see the thread, mentioned or following", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bob, "member"],
        [eve, "member"],
      ],
    });
    const first = await write(bob, paper.slug, { group: slug });
    await set(eve, "thread", await threadOf(first), "follow");
    await set(eve, "group", slug, "follow");
    await as(bob).groups.leave({ group: slug });
    await as(eve).groups.leave({ group: slug });
    const stranger = await person();
    await set(stranger, "paper", paper.id, "follow");
    await write(ada, paper.slug, { group: slug, parentId: first, mentions: [bob, eve, stranger] });
    await runNotificationJobs();
    for (const who of [bob, eve, stranger]) expect(await notificationsOf(who)).toEqual([]);
  });

  it("when edited, does not notify people who have begun to follow since", async () => {
    const first = await write(ada, paper.slug);
    await runNotificationJobs();
    await set(eve, "paper", paper.id, "follow");
    await db.comment.update({ where: { id: first }, data: { editedAt: new Date() } });
    await db.mention.create({ data: { commentId: first, personId: bob.id } });
    await notifyOfComment(first, true);
    expect(await notificationsOf(bob)).toEqual([`mention comment:${first}`]);
    expect(await notificationsOf(eve)).toEqual([]);
  });

  it("does not notify people who mute it, even when mentioned; the narrower choice wins", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bob, "member"],
        [eve, "member"],
      ],
    });
    const first = await write(bob, paper.slug, { group: slug });
    await runNotificationJobs();
    const thread = await threadOf(first);
    await set(bob, "thread", thread, "mute");
    await set(eve, "group", slug, "mute");
    await write(ada, paper.slug, { group: slug, parentId: first, mentions: [bob, eve] });
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([]);
    expect(await notificationsOf(eve)).toEqual([]);
    await set(eve, "paper", paper.id, "follow");
    const third = await write(ada, paper.slug, { group: slug });
    await runNotificationJobs();
    expect(await notificationsOf(eve)).toEqual([`comment comment:${third}`]);
  });

  it("does not notify across a block, in either direction", async () => {
    const first = await write(bob, paper.slug);
    await set(eve, "paper", paper.id, "follow");
    await db.block.createMany({
      data: [
        { personId: bob.id, blockedId: ada.id },
        { personId: ada.id, blockedId: eve.id },
      ],
    });
    await runNotificationJobs();
    await db.notification.deleteMany({});
    await write(ada, paper.slug, { parentId: first, mentions: [bob, eve] });
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([]);
    expect(await notificationsOf(eve)).toEqual([]);
  });

  it("notifies nobody once it is deleted or hidden, and no suspended or deleted people", async () => {
    await set(bob, "paper", paper.id, "follow");
    const gone = await write(ada, paper.slug);
    await write(ada, paper.slug, { parentId: gone });
    const hidden = await write(ada, paper.slug);
    await db.comment.update({ where: { id: hidden }, data: { hiddenAt: new Date() } });
    await removeComment(ada, gone);
    await notifyOfComment(gone);
    await notifyOfComment(hidden);
    expect(await notificationsOf(bob)).toEqual([]);
    await set(eve, "paper", paper.id, "follow");
    await db.person.update({ where: { id: bob.id }, data: { suspendedAt: new Date() } });
    const deleted = { deletedAt: new Date(), email: null, name: DELETED_NAME };
    await db.person.update({ where: { id: eve.id }, data: deleted });
    await write(ada, paper.slug);
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([]);
    expect(await notificationsOf(eve)).toEqual([]);
  });

  it("respects the chosen way, and emails only people with an address", async () => {
    const first = await write(bob, paper.slug);
    await as(bob).notifications.choose({ kind: "answer", via: "none" });
    await as(bob).notifications.choose({ kind: "comment", via: "none" });
    await db.person.update({ where: { id: eve.id }, data: { email: null } });
    await write(ada, paper.slug, { parentId: first, mentions: [eve] });
    await runNotificationJobs();
    expect(await notificationsOf(bob)).toEqual([]);
    const [row] = await db.notification.findMany({ where: { personId: eve.id } });
    expect(row).toMatchObject({ kind: "mention", via: "app" });
  });

  it("refreshes the open pages of the people it notifies, and nobody else's", async () => {
    const first = await write(bob, paper.slug);
    await runNotificationJobs();
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const heard: (string | undefined)[] = [];
    client.on("notification", ({ payload }) => heard.push(payload));
    await client.query("LISTEN colloquy_live");
    await notifyOfComment(await write(ada, paper.slug, { parentId: first }));
    // Announcements are heard in the order in which they were committed.
    await client.query("NOTIFY colloquy_live, 'last'");
    await soon(() => expect(heard).toContain("last"));
    await client.end();
    expect(heard).toContain(personTopic(bob.id));
    expect(heard).not.toContain(personTopic(ada.id));
    expect(heard).not.toContain(personTopic(eve.id));
  });

  it("reaches a thousand followers with the statements of ten", async () => {
    const statements = async (followers: number) => {
      const { id: paperId, slug } = await quietPaper();
      const tag = paperId.slice(-8);
      const many = await db.person.createManyAndReturn({
        data: Array.from({ length: followers }, (_, at) => ({
          handle: `f-${tag}-${at}`,
          name: "F",
        })),
        select: { id: true },
      });
      const data = many.map(({ id }) => ({ personId: id, paperId, level: "follow" as const }));
      await db.following.createMany({ data });
      const commentId = await write(ada, slug);
      const sent = vi.spyOn(pg.Client.prototype, "query");
      await notifyOfComment(commentId);
      const count = sent.mock.calls.length;
      sent.mockRestore();
      expect(await db.notification.count({ where: { commentId } })).toBe(followers);
      return count;
    };
    expect(await statements(1000)).toBe(await statements(10));
  });
});

describe("following", () => {
  it("begins with writing, unless the thread or what it belongs to is muted", async () => {
    const first = await write(ada, paper.slug);
    await runNotificationJobs();
    const what = { thing: "thread", id: await threadOf(first) } as const;
    expect((await as(ada).notifications.following(what)).level).toBe("follow");
    await set(bob, "paper", paper.id, "mute");
    await set(eve, "thread", what.id, "mute");
    await write(bob, paper.slug);
    await write(eve, paper.slug);
    await runNotificationJobs();
    expect(await as(bob).notifications.following(what)).toEqual({ level: null, inherited: "mute" });
    expect(await as(eve).notifications.following(what)).toEqual({ level: "mute", inherited: null });
  });

  it("is refused for things that the viewer may not see, and listed only while they may", async () => {
    const { slug } = await group({
      visibility: "private",
      members: [
        [ada, "owner"],
        [bob, "member"],
      ],
    });
    const first = await write(ada, paper.slug, { group: slug });
    const thread = await threadOf(first);
    await expect(set(eve, "thread", thread, "follow")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(set(eve, "group", slug, "follow")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await set(bob, "thread", thread, "follow");
    await set(bob, "group", slug, "follow");
    await set(bob, "topic", "vision", "follow");
    const names = async () =>
      (await as(bob).notifications.followings({})).followings.map(({ what }) => what.thing);
    expect((await names()).sort()).toEqual(["group", "thread", "topic"]);
    await as(bob).groups.leave({ group: slug });
    expect(await names()).toEqual(["topic"]);
  });

  it("is one row a person and thing, however often it is set", async () => {
    await Promise.all(Array.from({ length: 6 }, () => set(ada, "paper", paper.id, "follow")));
    await set(ada, "paper", paper.id, "mute");
    expect(await db.following.count({ where: { personId: ada.id } })).toBe(1);
    await set(ada, "paper", paper.id, null);
    expect(await db.following.count({ where: { personId: ada.id } })).toBe(0);
  });
});
