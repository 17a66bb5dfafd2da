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
  setLevel,
  threadOf,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { soon } from "@/server/testing/time";
import { group, person } from "@/server/testing/world";
import { notifyOfComment } from "./commands";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;
let paper: { id: string; slug: string };

beforeEach(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
  paper = await quietPaper();
});

describe("a comment", () => {
  it("notifies its parent's author, people it mentions and followers, each once, as the most personal kind", async () => {
    const first = await writeAbout(ada, paper.slug);
    await setLevel(bela, "paper", paper.id, "follow");
    await setLevel(milena, "paper", paper.id, "follow");
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([`comment comment:${first}`]);
    const second = await writeAbout(bela, paper.slug, { parentId: first, mentions: [ada, milena] });
    await runNotificationJobs();
    expect(await notificationsOf(ada)).toEqual([`mention comment:${second}`]);
    expect(await notificationsOf(milena)).toEqual([
      `comment comment:${first}`,
      `mention comment:${second}`,
    ]);
    const third = await writeAbout(milena, paper.slug, { parentId: second });
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([
      `comment comment:${first}`,
      `answer comment:${third}`,
    ]);
    expect(await notificationsOf(ada)).toEqual([
      `mention comment:${second}`,
      `comment comment:${third}`,
    ]);
  });

  it("does not notify its author, even if they follow, reply to or mention themselves", async () => {
    await setLevel(ada, "paper", paper.id, "follow");
    const first = await writeAbout(ada, paper.slug, { mentions: [ada] });
    await writeAbout(ada, paper.slug, { parentId: first, mentions: [ada] });
    await runNotificationJobs();
    expect(await notificationsOf(ada)).toEqual([]);
  });

  it("notifies people whom an edit mentions, seen or not, and nobody else again", async () => {
    const first = await writeAbout(ada, paper.slug);
    await setLevel(milena, "paper", paper.id, "follow");
    const threadId = await threadOf(first);
    await as(bela).threads.seen({ threadId, number: 1 });
    const change = (body: string) =>
      as(ada).threads.edit({ commentId: first, body, label: null, spoiler: null });
    await runNotificationJobs();
    const before = await notificationsOf(milena);
    await change(`Words, @${bela.handle} and @${ada.handle}.`);
    await change(`Better words, @${bela.handle} and @${ada.handle}.`);
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([`mention comment:${first}`]);
    expect(await db.notification.count({ where: { personId: bela.id, readAt: null } })).toBe(1);
    expect(await notificationsOf(ada)).toEqual([]);
    expect(await notificationsOf(milena)).toEqual(before);
  });

  it("notifies once, however often the job runs, one after another or at once", async () => {
    const first = await writeAbout(ada, paper.slug);
    const answer = await writeAbout(bela, paper.slug, { parentId: first, mentions: [ada] });
    await Promise.all(Array.from({ length: 8 }, () => notifyOfComment(answer)));
    await notifyOfComment(answer);
    expect(await notificationsOf(ada)).toEqual([`mention comment:${answer}`]);
    const waiting = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'notifications.mail'
        AND key = 'mail:' || ${ada.id}`;
    expect(waiting).toEqual([{ count: 1 }]);
  });

  it("does not notify people who may not see the thread, mentioned or following", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bela, "member"],
        [milena, "member"],
      ],
    });
    const first = await writeAbout(bela, paper.slug, { group: slug });
    await setLevel(milena, "thread", await threadOf(first), "follow");
    await setLevel(milena, "group", slug, "follow");
    await as(bela).groups.leave({ group: slug });
    await as(milena).groups.leave({ group: slug });
    const stranger = await person();
    await setLevel(stranger, "paper", paper.id, "follow");
    await writeAbout(ada, paper.slug, {
      group: slug,
      parentId: first,
      mentions: [bela, milena, stranger],
    });
    await runNotificationJobs();
    for (const who of [bela, milena, stranger]) expect(await notificationsOf(who)).toEqual([]);
  });

  it("when edited, does not notify people who have begun to follow since", async () => {
    const first = await writeAbout(ada, paper.slug);
    await runNotificationJobs();
    await setLevel(milena, "paper", paper.id, "follow");
    await db.comment.update({ where: { id: first }, data: { editedAt: new Date() } });
    await db.mention.create({ data: { commentId: first, personId: bela.id } });
    await notifyOfComment(first, true);
    expect(await notificationsOf(bela)).toEqual([`mention comment:${first}`]);
    expect(await notificationsOf(milena)).toEqual([]);
  });

  it("does not notify people who mute it, even when mentioned; the narrower choice wins", async () => {
    const { slug } = await group({
      members: [
        [ada, "owner"],
        [bela, "member"],
        [milena, "member"],
      ],
    });
    const first = await writeAbout(bela, paper.slug, { group: slug });
    await runNotificationJobs();
    const thread = await threadOf(first);
    await setLevel(bela, "thread", thread, "mute");
    await setLevel(milena, "group", slug, "mute");
    await writeAbout(ada, paper.slug, { group: slug, parentId: first, mentions: [bela, milena] });
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([]);
    expect(await notificationsOf(milena)).toEqual([]);
    await setLevel(milena, "paper", paper.id, "follow");
    const third = await writeAbout(ada, paper.slug, { group: slug });
    await runNotificationJobs();
    expect(await notificationsOf(milena)).toEqual([`comment comment:${third}`]);
  });

  it("does not notify across a block, in either direction", async () => {
    const first = await writeAbout(bela, paper.slug);
    await setLevel(milena, "paper", paper.id, "follow");
    await db.block.createMany({
      data: [
        { personId: bela.id, blockedId: ada.id },
        { personId: ada.id, blockedId: milena.id },
      ],
    });
    await runNotificationJobs();
    await db.notification.deleteMany({});
    await writeAbout(ada, paper.slug, { parentId: first, mentions: [bela, milena] });
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([]);
    expect(await notificationsOf(milena)).toEqual([]);
  });

  it("notifies nobody once it is deleted or hidden, and no suspended or deleted people", async () => {
    await setLevel(bela, "paper", paper.id, "follow");
    const gone = await writeAbout(ada, paper.slug);
    await writeAbout(ada, paper.slug, { parentId: gone });
    const hidden = await writeAbout(ada, paper.slug);
    await db.comment.update({ where: { id: hidden }, data: { hiddenAt: new Date() } });
    await removeComment(ada, gone);
    await notifyOfComment(gone);
    await notifyOfComment(hidden);
    expect(await notificationsOf(bela)).toEqual([]);
    await setLevel(milena, "paper", paper.id, "follow");
    await db.person.update({ where: { id: bela.id }, data: { suspendedAt: new Date() } });
    const deleted = { deletedAt: new Date(), email: null, name: DELETED_NAME };
    await db.person.update({ where: { id: milena.id }, data: deleted });
    await writeAbout(ada, paper.slug);
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([]);
    expect(await notificationsOf(milena)).toEqual([]);
  });

  it("respects the chosen way, and emails only people with an address", async () => {
    const first = await writeAbout(bela, paper.slug);
    await as(bela).notifications.choose({ kind: "answer", via: "none" });
    await as(bela).notifications.choose({ kind: "comment", via: "none" });
    await db.person.update({ where: { id: milena.id }, data: { email: null } });
    await writeAbout(ada, paper.slug, { parentId: first, mentions: [milena] });
    await runNotificationJobs();
    expect(await notificationsOf(bela)).toEqual([]);
    const [row] = await db.notification.findMany({ where: { personId: milena.id } });
    expect(row).toMatchObject({ kind: "mention", via: "app" });
  });

  it("refreshes the open pages of the people it notifies, and nobody else's", async () => {
    const first = await writeAbout(bela, paper.slug);
    await runNotificationJobs();
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const announced: (string | undefined)[] = [];
    client.on("notification", ({ payload }) => announced.push(payload));
    await client.query("LISTEN colloquy_live");
    await notifyOfComment(await writeAbout(ada, paper.slug, { parentId: first }));
    // Announcements are heard in the order in which they were committed.
    await client.query("NOTIFY colloquy_live, 'last'");
    await soon(() => expect(announced).toContain("last"));
    await client.end();
    expect(announced).toContain(personTopic(bela.id));
    expect(announced).not.toContain(personTopic(ada.id));
    expect(announced).not.toContain(personTopic(milena.id));
  });

  it("needs as many statements for a thousand followers as for ten", async () => {
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
      const commentId = await writeAbout(ada, slug);
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
