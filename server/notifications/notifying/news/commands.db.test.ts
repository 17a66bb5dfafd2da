import { beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import {
  emailNow,
  notificationsOf,
  quietPaper,
  runNotificationJobs,
} from "@/server/testing/fixtures/notifications";
import { emailOf, person } from "@/server/testing/world";
import { notifyOfNews } from "./commands";

ownDatabase();

let moderator: Viewer;
beforeEach(async () => {
  moderator = await person({ moderator: true });
});

const follow = (viewer: Viewer, id: string, level: "follow" | "mute" = "follow") =>
  as(viewer).notifications.follow({ what: { thing: "paper", id }, level });
/** Has a moderator state that a paper was retracted, and everybody told. */
async function retract(paperId: string) {
  const stated = { paperId, since: "2026-05-03", link: "", reason: "The journal says so." };
  await as(moderator).papers.stateStatus({ ...stated, status: "retracted" });
  await runNotificationJobs();
}
const newsOf = async (viewer: Viewer) =>
  (await notificationsOf(viewer)).filter((line) => line.startsWith("news"));

describe("news of a paper", () => {
  it("reach people who follow it, once, as a sentence that leads to its versions", async () => {
    const { id, slug, title } = await quietPaper();
    const [ada, other] = [await person("ada"), await person()];
    await follow(ada, id);
    await retract(id);
    await notifyOfNews(id, { of: "retracted" });
    expect(await newsOf(ada)).toEqual([`news news:${id}:retracted`]);
    expect(await newsOf(other)).toEqual([]);
    const { notifications } = await as(ada).notifications.list({});
    expect(notifications).toMatchObject([
      { kind: "news", title, path: `/papers/${slug}/versions`, detail: { is: "retracted" } },
    ]);
    await notifyOfNews(id, { of: "version", number: 3 });
    const [latest] = (await as(ada).notifications.list({})).notifications;
    expect(latest?.detail).toEqual({ of: "version", number: 3 });
  });

  it("are emailed, unless the paper has another status by then", async () => {
    const [one, two] = [await quietPaper(), await quietPaper()];
    const [ada, bela] = [await person("ada"), await person("bela")];
    await follow(ada, one.id);
    await follow(bela, two.id);
    await retract(one.id);
    const sent = await db.emailTurn.count({ where: { personId: ada.id } });
    expect(sent).toBe(1);
    expect(await mailedTo(ada)).toEqual([1]);
    const said = { paperId: two.id, since: "", link: "", reason: "Read it." };
    await as(moderator).papers.stateStatus({ ...said, status: "withdrawn" });
    await notifyOfNews(two.id, { of: "withdrawn" });
    await as(moderator).papers.stateStatus({ ...said, status: "current" });
    await emailNow(bela);
    expect(await newsOf(bela)).toHaveLength(1);
    expect(await mailedTo(bela)).toEqual([0]);
  });

  it("reach members of a group that will discuss it, and its presenter, without naming the group", async () => {
    const { organizer, others, slug, meetingId, paper } = await groupWithMeeting({
      ...{ members: 4, visibility: "private" },
    });
    const [muting, leaving, presenting, declining] = [0, 1, 2, 3].map(
      (place) => memberAt(others, place).viewer,
    ) as [Viewer, Viewer, Viewer, Viewer];
    const what = { thing: "group", id: slug } as const;
    await as(muting).notifications.follow({ what, level: "mute" });
    await as(presenting).notifications.follow({ what, level: "mute" });
    await as(leaving).groups.leave({ group: slug });
    await as(declining).notifications.choose({ kind: "news", via: "none" });
    await as(organizer.viewer).meetings.setPresenter({
      ...{ group: slug, meetingId, handle: presenting.handle },
    });
    await retract(paper.id);
    expect(await newsOf(organizer.viewer)).toHaveLength(1);
    expect(await newsOf(presenting)).toHaveLength(1);
    for (const silent of [muting, leaving, declining]) expect(await newsOf(silent)).toEqual([]);
    const told = await db.notification.findMany({ where: { kind: "news", paperId: paper.id } });
    expect(told.map(({ groupId }) => groupId)).toEqual([null, null]);
  });

  it("reach people who have nominated it where they are members, and not those who mute the paper", async () => {
    const { organizer, papers, others } = await groupWithPool(["One", "Two"]);
    const [one, two] = papers;
    if (!one || !two) throw new Error("A paper is missing.");
    await retract(one.id);
    expect(await newsOf(organizer.viewer)).toEqual([`news news:${one.id}:retracted`]);
    expect(await newsOf(memberAt(others).viewer)).toEqual([]);
    await follow(organizer.viewer, two.id, "mute");
    await retract(two.id);
    expect(await newsOf(organizer.viewer)).toHaveLength(1);
  });
});

/** The numbers of notifications that emails to a person have carried. */
async function mailedTo(viewer: Viewer): Promise<number[]> {
  expect(await emailOf(viewer)).toBeTruthy();
  return [
    await db.notification.count({
      where: { personId: viewer.id, kind: "news", mailedAt: { not: null } },
    }),
  ];
}
