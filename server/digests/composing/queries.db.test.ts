import { beforeEach, describe, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { nominate, withdraw } from "@/server/ballots/nominations/commands";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { papersOf, withBallot, withPool } from "@/server/testing/database/choosing";
import { ownDatabase } from "@/server/testing/database/database";
import { saidIn, subscribed } from "@/server/testing/sayings/digests";
import { meetingRow, withMeeting } from "@/server/testing/sayings/meeting";
import { quietPaper, runNotificationJobs, write } from "@/server/testing/sayings/telling";
import { person } from "@/server/testing/world";
import type { SubscriptionFields } from "../schema";
import { sendNow } from "../subscriptions/commands";
import { contentOf } from "./queries";

ownDatabase();

beforeEach(async () => {
  await db.subscription.deleteMany();
});

/** Has a digest written now. @returns the subjects of what it says, by kind */
async function digestOf(viewer: Viewer, id: string): Promise<string[]> {
  const before = await db.digest.count({ where: { subscriptionId: id } });
  const { written } = await sendNow(viewer, { subscriptionId: id });
  expect(await db.digest.count({ where: { subscriptionId: id } })).toBe(before + (written ? 1 : 0));
  return written ? ((await saidIn(id))[0] ?? []) : [];
}

/** What the latest digest says by now, in short. */
async function shownIn(subscriptionId: string, again = false): Promise<string[]> {
  const { id } = await db.digest.findFirstOrThrow({
    where: { subscriptionId },
    orderBy: { createdAt: "desc" },
  });
  const items = (await contentOf(db, [id], { again })).get(id) ?? [];
  return items.map(({ kind }) => kind);
}

const of = (slug: string): Partial<SubscriptionFields> => ({
  sources: [{ kind: "group", group: slug }],
});

describe("a group's digest", () => {
  it("asks for a vote that is missing, once, and not who has voted or may not", async () => {
    const world = await withBallot(["One", "Two"], { members: 3, ballot: { electorate: "fixed" } });
    const { id, slug, organizer, others, candidates } = world;
    const [bob, carla, dan] = others as [MemberScope, MemberScope, MemberScope];
    await castVote(carla, {
      ballotId: id,
      answer: { approvals: [candidates[0] as string] },
    } as never);
    // Who came after it was opened is no elector of it.
    await db.membership.updateMany({
      where: { personId: dan.viewer.id },
      data: { joinedAt: new Date(Date.now() + 1000) },
    });
    const ids = await Promise.all(
      [bob, carla, dan].map(({ viewer }) => subscribed(viewer, of(slug))),
    );
    const [forBob = "", forCarla = "", forDan = ""] = ids;
    expect((await digestOf(bob.viewer, forBob))[0]).toBe(`ballot:${id}`);
    expect(await digestOf(bob.viewer, forBob)).toEqual([]);
    expect(await digestOf(carla.viewer, forCarla)).not.toContain(`ballot:${id}`);
    expect(await digestOf(dan.viewer, forDan)).not.toContain(`ballot:${id}`);

    // Who votes before the mail goes out is not asked any more.
    expect(await shownIn(forBob)).toContain("ballot");
    await castVote(bob, {
      ballotId: id,
      answer: { approvals: [candidates[0] as string] },
    } as never);
    expect(await shownIn(forBob)).not.toContain("ballot");
    expect(await shownIn(forBob, true)).toContain("ballot");

    await closeBallot(id, organizer);
    expect(await digestOf(bob.viewer, forBob)).toContain(`result:${id}`);
    expect(await digestOf(bob.viewer, forBob)).toEqual([]);
  });

  it("tells the next meeting, and again when it was moved", async () => {
    const { slug, others, meetingId } = await withMeeting();
    const [bob] = others as [MemberScope];
    const id = await subscribed(bob.viewer, of(slug));
    const first = await digestOf(bob.viewer, id);
    expect(first.filter((subject) => subject.startsWith(`meeting:${meetingId}`))).toHaveLength(1);
    expect(await digestOf(bob.viewer, id)).toEqual([]);
    const { startsAt } = await meetingRow(meetingId);
    await db.meeting.update({
      where: { id: meetingId },
      data: { startsAt: new Date(startsAt.getTime() + 3_600_000) },
    });
    expect(await digestOf(bob.viewer, id)).toHaveLength(1);
    await db.meeting.update({ where: { id: meetingId }, data: { cancelledAt: new Date() } });
    expect(await shownIn(id)).toEqual([]);
  });

  it("tells what others nominated, not one's own, nor what was withdrawn or is by somebody blocked", async () => {
    const { slug, organizer, others } = await withPool(["One"]);
    const [bob, carla] = others as [MemberScope, MemberScope];
    const [own, theirs] = await papersOf([`Own ${slug}`, `Theirs ${slug}`]);
    const put = (scope: MemberScope, paper: { id: string } | undefined) =>
      nominate(scope, { paperId: paper?.id as string, pitch: "Read it.", again: false });
    await put(bob, own);
    const { id: nominationId } = await put(carla, theirs);
    await db.block.create({
      data: { personId: bob.viewer.id, blockedId: organizer.viewer.id },
    });
    const id = await subscribed(bob.viewer, of(slug));
    expect(await digestOf(bob.viewer, id)).toEqual([`nomination:${nominationId}`]);
    expect(await shownIn(id)).toEqual(["nomination"]);
    await withdraw(carla, nominationId);
    expect(await shownIn(id)).toEqual([]);
    expect(await shownIn(id, true)).toEqual([]);
  });

  it("says nothing of a group to who was removed a minute before it is written, or sent, or read again", async () => {
    const { slug, others } = await withBallot(["One", "Two"], { visibility: "private" });
    const [bob, carla] = others as [MemberScope, MemberScope];
    const ids = await Promise.all([bob, carla].map(({ viewer }) => subscribed(viewer, of(slug))));
    const [forBob = "", forCarla = ""] = ids;
    expect(await digestOf(bob.viewer, forBob)).not.toEqual([]);
    for (const { viewer } of [bob, carla])
      await db.membership.deleteMany({ where: { personId: viewer.id } });
    expect(await digestOf(carla.viewer, forCarla)).toEqual([]);
    expect(await shownIn(forBob)).toEqual([]);
    expect(await shownIn(forBob, true)).toEqual([]);
  });
});

describe("what one follows and is answered", () => {
  it("is said once, where it was neither read nor mailed", async () => {
    const [ada, bob] = [await person(), await person()];
    const paper = await quietPaper();
    const mine = await write(bob, paper.slug);
    await runNotificationJobs();
    await db.notificationChoice.create({
      data: { personId: bob.id, kind: "answer", via: "digest" },
    });
    await write(ada, paper.slug, { parentId: mine });
    await write(ada, paper.slug);
    await runNotificationJobs();
    const id = await subscribed(bob, { sources: [{ kind: "answers" }, { kind: "threads" }] });
    const said = await digestOf(bob, id);
    expect(said).toHaveLength(2);
    expect(await shownIn(id)).toEqual(["answer", "thread"]);
    expect(await digestOf(bob, id)).toEqual([]);
    // Read in the app before the mail goes out: not said, but there when the digest is read again.
    await db.notification.updateMany({ where: { personId: bob.id }, data: { readAt: new Date() } });
    expect(await shownIn(id)).toEqual([]);
    expect(await shownIn(id, true)).toEqual(["answer", "thread"]);
  });

  it("is not said where a mail about it is on its way", async () => {
    const [ada, bob] = [await person(), await person()];
    const paper = await quietPaper();
    const mine = await write(bob, paper.slug);
    await runNotificationJobs();
    await db.notificationChoice.create({ data: { personId: bob.id, kind: "answer", via: "mail" } });
    await write(ada, paper.slug, { parentId: mine });
    await runNotificationJobs();
    const id = await subscribed(bob, { sources: [{ kind: "answers" }] });
    expect(await digestOf(bob, id)).toEqual([]);
  });
});

describe("papers", () => {
  it("come by topic and by saved search, with why they are here", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    await papersOf([`Reinforcement learning ${tag}`, `Paxos ${tag}`, `Nothing of it ${tag}`]);
    const [ada, bob] = [await person(), await person()];
    const id = await subscribed(ada, {
      sources: [
        { kind: "topic", topic: "reinforcement-learning" },
        { kind: "search", query: `paxos ${tag}` },
      ],
    });
    // A saved search finds what is new since it was saved.
    expect(await digestOf(ada, id)).toHaveLength(1);
    await papersOf([`More of Paxos ${tag}`]);
    const [late] = await digestOf(ada, id);
    const paperId = late?.slice("paper:".length) as string;
    await db.upvote.create({ data: { paperId, personId: bob.id } });
    const { id: digestId } = await db.digest.findFirstOrThrow({
      where: { subscriptionId: id },
      orderBy: { createdAt: "desc" },
    });
    const [item] = (await contentOf(db, [digestId])).get(digestId) ?? [];
    expect(item).toMatchObject({
      why: { source: "search", of: `paxos ${tag}` },
      paper: { id: paperId, title: `More of Paxos ${tag}`, fellows: 0 },
    });
    // Whoever shares a group with the reader is counted.
    await db.group.create({
      data: {
        ...{ slug: `g-${tag}`, name: "G", timeZone: "UTC" },
        memberships: { create: [{ personId: ada.id }, { personId: bob.id }] },
      },
    });
    const [again] = (await contentOf(db, [digestId])).get(digestId) ?? [];
    expect(again?.paper?.fellows).toBe(1);
  });

  it("of a topic go on where the last digest ended, until all were said", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const [topic, ada] = [`t-${tag}`, await person()];
    const all = await papersOf(Array.from({ length: 23 }, (_, at) => `Paper ${at} ${tag}`));
    await db.topic.create({
      data: {
        slug: topic,
        name: topic,
        papers: { create: all.map(({ id }) => ({ paperId: id })) },
      },
    });
    const id = await subscribed(ada, { sources: [{ kind: "topic", topic }] });
    const counts = [];
    for (let digest = 0; digest < 4; digest++) counts.push((await digestOf(ada, id)).length);
    expect(counts).toEqual([10, 10, 3, 0]);
  });

  it("that one digest said, another does not find anew", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const ada = await person();
    const searching = () => subscribed(ada, { sources: [{ kind: "search", query: tag }] });
    const [one, other] = [await searching(), await searching()];
    await papersOf([`Found ${tag}`]);
    expect(await digestOf(ada, one)).toHaveLength(1);
    expect(await sendNow(ada, { subscriptionId: other })).toEqual({ written: false });
  });
});
