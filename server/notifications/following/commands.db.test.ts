import { beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  quietPaper,
  runNotificationJobs,
  setLevel,
  threadOf,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { group, person } from "@/server/testing/world";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;
let paper: { id: string; slug: string };

beforeEach(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
  paper = await quietPaper();
});

describe("following", () => {
  it("begins with writing, unless the thread or what it belongs to is muted", async () => {
    const first = await writeAbout(ada, paper.slug);
    await runNotificationJobs();
    const what = { thing: "thread", id: await threadOf(first) } as const;
    expect((await as(ada).notifications.following(what)).level).toBe("follow");
    await setLevel(bela, "paper", paper.id, "mute");
    await setLevel(milena, "thread", what.id, "mute");
    await writeAbout(bela, paper.slug);
    await writeAbout(milena, paper.slug);
    await runNotificationJobs();
    expect(await as(bela).notifications.following(what)).toEqual({
      level: null,
      inherited: "mute",
    });
    expect(await as(milena).notifications.following(what)).toEqual({
      level: "mute",
      inherited: null,
    });
  });

  it("is refused for things that the viewer may not see, and listed only while they may", async () => {
    const { slug } = await group({
      visibility: "private",
      members: [
        [ada, "owner"],
        [bela, "member"],
      ],
    });
    const first = await writeAbout(ada, paper.slug, { group: slug });
    const thread = await threadOf(first);
    await expect(setLevel(milena, "thread", thread, "follow")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(setLevel(milena, "group", slug, "follow")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await setLevel(bela, "thread", thread, "follow");
    await setLevel(bela, "group", slug, "follow");
    await setLevel(bela, "topic", "vision", "follow");
    const names = async () =>
      (await as(bela).notifications.followings({})).followings.map(({ what }) => what.thing);
    expect((await names()).sort()).toEqual(["group", "thread", "topic"]);
    await as(bela).groups.leave({ group: slug });
    expect(await names()).toEqual(["topic"]);
  });

  it("is found for a paper and its public thread at once, as for each alone", async () => {
    const { slug } = await group({ members: [[ada, "owner"]] });
    await setLevel(ada, "topic", "vision", "mute");
    const ofPaper = () => as(ada).notifications.following({ thing: "paper", id: paper.id });
    expect(await ofPaper()).toEqual({ level: null, inherited: null, thread: null });
    // A thread of a group is another thread.
    await writeAbout(ada, paper.slug, { group: slug });
    expect((await ofPaper()).thread).toBeNull();
    const id = await threadOf(await writeAbout(bela, paper.slug));
    const alone = () => as(ada).notifications.following({ thing: "thread", id });
    await db.paperTopic.create({ data: { paperId: paper.id, topicSlug: "vision" } });
    const muted = { level: null, inherited: "mute" };
    expect(await ofPaper()).toEqual({ ...muted, thread: muted });
    expect(await alone()).toEqual(muted);
    await setLevel(ada, "paper", paper.id, "follow");
    const followed = { level: null, inherited: "follow" };
    expect(await ofPaper()).toEqual({ level: "follow", inherited: "mute", thread: followed });
    expect(await alone()).toEqual(followed);
    await setLevel(ada, "thread", id, "mute");
    expect((await ofPaper()).thread).toEqual({ level: "mute", inherited: "follow" });
    expect(await alone()).toEqual({ level: "mute", inherited: "follow" });
  });

  it("is one row per person and thing, however often it is set", async () => {
    await Promise.all(Array.from({ length: 6 }, () => setLevel(ada, "paper", paper.id, "follow")));
    await setLevel(ada, "paper", paper.id, "mute");
    expect(await db.following.count({ where: { personId: ada.id } })).toBe(1);
    await setLevel(ada, "paper", paper.id, null);
    expect(await db.following.count({ where: { personId: ada.id } })).toBe(0);
  });
});
