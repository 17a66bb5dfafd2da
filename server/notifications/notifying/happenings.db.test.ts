import { afterEach, describe, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { nominate } from "@/server/ballots/nominations/commands";
import { cancelMeeting, scheduleMeeting } from "@/server/meetings/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot, papersOf } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import {
  notificationsOf,
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { notifyOfModeration, notifyOfPapers } from "./commands";
import { notifyOfMeeting, notifyOfResult } from "./group-events";

ownDatabase();
afterEach(() => setClock(undefined));

describe("an event in a group", () => {
  it("notifies its members, once, and not the person who did it", async () => {
    const { organizer, others, id, nominationIds } = await groupWithBallot(["One", "Two"], {
      members: 1,
    });
    const member = memberAt(others).viewer;
    await runNotificationJobs();
    const nominated = nominationIds.map((nomination) => `nomination nomination:${nomination}`);
    expect((await notificationsOf(member)).sort()).toEqual(
      [`ballot ballot:${id}`, ...nominated].sort(),
    );
    expect(await notificationsOf(organizer.viewer)).toEqual([]);
    await closeBallot(id, organizer);
    await runNotificationJobs();
    await notifyOfResult(id);
    expect((await notificationsOf(member)).filter((line) => line.startsWith("result"))).toEqual([
      `result result:${id}`,
    ]);
    expect(await notificationsOf(organizer.viewer)).toEqual([]);
  });

  it("skips people who mute the group, have left or want no notifications; nominations also skip blocks", async () => {
    const { organizer, others, slug } = await groupWithBallot(["One"], { members: 5 });
    await runNotificationJobs();
    await db.notification.deleteMany({});
    const [muting, leaving, declining, blocking, reader] = others.map(({ viewer }) => viewer);
    const what = { thing: "group", id: slug } as const;
    if (!muting || !leaving || !declining || !blocking || !reader)
      throw new Error("A member is missing.");
    await as(muting).notifications.follow({ what, level: "mute" });
    await as(leaving).groups.leave({ group: slug });
    await as(declining).notifications.choose({ kind: "nomination", via: "none" });
    await db.block.create({ data: { personId: blocking.id, blockedId: organizer.viewer.id } });
    const [paper] = await papersOf([`Later in ${slug}`]);
    await nominate(organizer, { paperId: paper?.id as string, pitch: "", again: false });
    await runNotificationJobs();
    for (const who of [muting, leaving, declining, blocking])
      expect(await notificationsOf(who)).toEqual([]);
    expect(await notificationsOf(reader)).toHaveLength(1);
  });

  it("notifies of each new time of a meeting and of its cancellation, but not twice of the same", async () => {
    const { organizer, others, meetingId, startsAt } = await groupWithMeeting({ members: 1 });
    const member = memberAt(others).viewer;
    const meetings = async () =>
      (await notificationsOf(member)).filter((line) => line.startsWith("meeting"));
    await runNotificationJobs();
    await notifyOfMeeting(meetingId, organizer.viewer.id);
    expect(await meetings()).toEqual([`meeting meeting:${meetingId}:0`]);
    const { readingId } = await db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
    const same = { readingId, startsAt, place: "At Ada's, third floor" };
    await scheduleMeeting(organizer, same);
    await runNotificationJobs();
    expect(await meetings()).toHaveLength(1);
    await scheduleMeeting(organizer, { ...same, startsAt: new Date(+startsAt + 3_600_000) });
    await runNotificationJobs();
    const list = async () => (await as(member).notifications.list({})).notifications;
    const about = async () => (await list()).find(({ kind }) => kind === "meeting");
    expect((await about())?.detail).toMatchObject({ of: "meeting", state: "moved" });
    await cancelMeeting(organizer, meetingId);
    await runNotificationJobs();
    expect(await meetings()).toHaveLength(3);
    expect(await about()).toMatchObject({ count: 3, detail: { state: "cancelled" } });
    expect(await notificationsOf(organizer.viewer)).toEqual([]);
  });
});

describe("an old event", () => {
  it("notifies nobody when the queue comes to it; its author follows the thread all the same", async () => {
    const { slug } = await quietPaper();
    const [ada, bela] = await Promise.all([person("ada"), person("bela")]);
    setClock(new Date(Date.now() - 3 * 864e5));
    const first = await writeAbout(ada, slug);
    await writeAbout(bela, slug, { parentId: first });
    const { others } = await groupWithBallot(["Old"], { members: 1 });
    setClock(undefined);
    await runNotificationJobs();
    expect(await notificationsOf(ada)).toEqual([]);
    expect(await notificationsOf(memberAt(others).viewer)).toEqual([]);
    expect((await as(bela).notifications.followings({})).followings).toHaveLength(1);
  });
});

describe("a moderator's action", () => {
  it("notifies the person concerned, wherever they are; a dismissed report does not", async () => {
    const [ada, moderator, reader] = await Promise.all([person("ada"), person(), person()]);
    const { slug } = await quietPaper();
    const commentId = await writeAbout(ada, slug);
    const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: commentId } });
    const act = (kind: "hide" | "dismiss", actorId: string) =>
      db.moderationAct.create({
        data: { kind, actorId, personId: ada.id, threadId, commentId, reason: "Off topic" },
      });
    const hidden = await act("hide", moderator.id);
    for (const { id } of [hidden, hidden, await act("dismiss", moderator.id)])
      await notifyOfModeration(id);
    await notifyOfModeration((await act("hide", ada.id)).id);
    expect(await notificationsOf(ada)).toEqual([`moderation moderation:${hidden.id}`]);
    await db.comment.update({ where: { id: commentId }, data: { hiddenAt: new Date() } });
    const [line] = (await as(ada).notifications.list({})).notifications;
    expect(line?.detail).toEqual({ of: "act", act: "hide", reason: "Off topic" });
    expect(await notificationsOf(reader)).toEqual([]);
  });
});

describe("new papers", () => {
  const speech = (count: number) =>
    importPapers(
      Array.from({ length: count }, () => ({
        title: `Speech ${crypto.randomUUID()}`,
        abstract: "x",
        authors: [],
      })),
    );

  it("notify once per topic and day, however many there are; more papers make it unread again", async () => {
    const reader = await person();
    setClock(new Date("2026-12-01T08:00:00Z"));
    await speech(1);
    await as(reader).notifications.follow({
      what: { thing: "topic", id: "speech" },
      level: "follow",
    });
    await notifyOfPapers();
    expect(await notificationsOf(reader)).toEqual([]);
    setClock(new Date("2026-12-01T09:00:00Z"));
    await speech(1500);
    await Promise.all([notifyOfPapers(), notifyOfPapers()]);
    const [line] = (await as(reader).notifications.list({})).notifications;
    expect(line).toMatchObject({
      kind: "paper",
      title: "Speech and audio",
      count: 1,
      unread: true,
    });
    setClock(new Date("2026-12-01T10:00:00Z"));
    await as(reader).notifications.markAll({ until: new Date("2026-12-01T10:00:00Z") });
    await notifyOfPapers();
    expect(await as(reader).notifications.unread()).toEqual({ count: 0 });
    setClock(new Date("2026-12-01T11:00:00Z"));
    await speech(1);
    await notifyOfPapers();
    expect(await as(reader).notifications.unread()).toEqual({ count: 1 });
    expect(await notificationsOf(reader)).toEqual(["paper topic:speech:2026-12-01"]);
  });

  it("notify people who follow an author, whatever the paper is about and however the name is written", async () => {
    const reader = await person();
    setClock(new Date("2026-12-02T08:00:00Z"));
    const add = (...authors: string[]) =>
      importPapers([{ title: `Untold ${crypto.randomUUID()}`, abstract: "x", authors }]);
    await add("Zoë Q. Quaint");
    const what = { thing: "author", id: "zoe-quaint" } as const;
    await as(reader).notifications.follow({ what, level: "follow" });
    setClock(new Date("2026-12-02T09:00:00Z"));
    await add("Somebody Else", "Quaint, Zoe");
    await add("Z. Quaint");
    await notifyOfPapers();
    expect(await notificationsOf(reader)).toEqual(["paper author:zoe-quaint:2026-12-02"]);
    const [line] = (await as(reader).notifications.list({})).notifications;
    expect(line).toMatchObject({
      ...{ title: "Quaint, Zoe", path: "/authors/zoe-quaint", detail: { of: "author" } },
    });
  });

  it("do not notify the people who added them", async () => {
    const reader = await person();
    setClock(new Date("2026-12-03T08:00:00Z"));
    await as(reader).notifications.follow({
      what: { thing: "topic", id: "graphs" },
      level: "follow",
    });
    setClock(new Date("2026-12-03T09:00:00Z"));
    await as(reader).papers.add({
      title: "Knowledge graph of one",
      abstract: "x",
      authors: ["A"],
      url: "",
    });
    await notifyOfPapers();
    expect(await notificationsOf(reader)).toEqual([]);
  });
});
