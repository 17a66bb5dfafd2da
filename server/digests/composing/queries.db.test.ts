import { beforeEach, describe, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { nominate, withdraw } from "@/server/ballots/nominations/commands";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithBallot, groupWithPool, papersOf } from "@/server/testing/fixtures/ballots";
import { digestSubjects, subscribe } from "@/server/testing/fixtures/digests";
import { groupWithMeeting, meetingRow } from "@/server/testing/fixtures/meetings";
import {
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { person } from "@/server/testing/world";
import type { SubscriptionFields } from "../schema";
import { sendNow } from "../subscriptions/commands";
import { readContent } from "./queries";

ownDatabase();

beforeEach(async () => {
  await db.subscription.deleteMany();
});

/** Writes a digest now. @returns the subjects of its items */
async function writeDigestOf(viewer: Viewer, id: string): Promise<string[]> {
  const before = await db.digest.count({ where: { subscriptionId: id } });
  const { written } = await sendNow(viewer, { subscriptionId: id });
  expect(await db.digest.count({ where: { subscriptionId: id } })).toBe(before + (written ? 1 : 0));
  return written ? ((await digestSubjects(id))[0] ?? []) : [];
}

/** Reads the kinds of items that the latest digest still has. */
async function shownIn(subscriptionId: string, again = false): Promise<string[]> {
  const { id } = await db.digest.findFirstOrThrow({
    where: { subscriptionId },
    orderBy: { createdAt: "desc" },
  });
  const items = (await readContent(db, [id], { again })).get(id) ?? [];
  return items.map(({ kind }) => kind);
}

const of = (slug: string): Partial<SubscriptionFields> => ({
  sources: [{ kind: "group", group: slug }],
});

describe("a group's digest", () => {
  it("asks for a missing vote once, and only of people who may still vote", async () => {
    const world = await groupWithBallot(["One", "Two"], {
      members: 3,
      ballot: { electorate: "fixed" },
    });
    const { id, slug, organizer, others, candidates } = world;
    const [bela, chen, dalia] = others as [MemberScope, MemberScope, MemberScope];
    await castVote(chen, {
      ballotId: id,
      answer: { approvals: [candidates[0] as string] },
    } as never);
    // People who joined after the ballot opened cannot vote on it.
    await db.membership.updateMany({
      where: { personId: dalia.viewer.id },
      data: { joinedAt: new Date(Date.now() + 1000) },
    });
    const ids = await Promise.all(
      [bela, chen, dalia].map(({ viewer }) => subscribe(viewer, of(slug))),
    );
    const [forBela = "", forChen = "", forDalia = ""] = ids;
    expect((await writeDigestOf(bela.viewer, forBela))[0]).toBe(`ballot:${id}`);
    expect(await writeDigestOf(bela.viewer, forBela)).toEqual([]);
    expect(await writeDigestOf(chen.viewer, forChen)).not.toContain(`ballot:${id}`);
    expect(await writeDigestOf(dalia.viewer, forDalia)).not.toContain(`ballot:${id}`);

    // People who vote before the email is sent are not asked.
    expect(await shownIn(forBela)).toContain("ballot");
    await castVote(bela, {
      ballotId: id,
      answer: { approvals: [candidates[0] as string] },
    } as never);
    expect(await shownIn(forBela)).not.toContain("ballot");
    expect(await shownIn(forBela, true)).toContain("ballot");

    await closeBallot(id, organizer);
    expect(await writeDigestOf(bela.viewer, forBela)).toContain(`result:${id}`);
    expect(await writeDigestOf(bela.viewer, forBela)).toEqual([]);
  });

  it("has one result of a ballot for two papers, which names both", async () => {
    const { id, slug, organizer, others, candidates } = await groupWithBallot(["A", "B", "C"], {
      members: 1,
      ballot: { seats: 2 },
    });
    const [bela] = others as [MemberScope];
    const subscription = await subscribe(bela.viewer, of(slug));
    await castVote(bela, { ballotId: id, answer: { approvals: candidates.slice(0, 2) } });
    await closeBallot(id, organizer);
    const subjects = await writeDigestOf(bela.viewer, subscription);
    expect(subjects.filter((subject) => subject === `result:${id}`)).toHaveLength(1);
    const { id: digestId } = await db.digest.findFirstOrThrow({
      where: { subscriptionId: subscription },
    });
    const items = (await readContent(db, [digestId])).get(digestId) ?? [];
    expect(items.find(({ kind }) => kind === "result")).toMatchObject({
      paper: { title: `A ${slug}` },
      ballot: { others: [`B ${slug}`] },
    });
  });

  it("includes the next meeting, and again if it is moved", async () => {
    const { slug, others, meetingId } = await groupWithMeeting();
    const [bela] = others as [MemberScope];
    const id = await subscribe(bela.viewer, of(slug));
    const first = await writeDigestOf(bela.viewer, id);
    expect(first.filter((subject) => subject.startsWith(`meeting:${meetingId}`))).toHaveLength(1);
    expect(await writeDigestOf(bela.viewer, id)).toEqual([]);
    const { startsAt } = await meetingRow(meetingId);
    await db.meeting.update({
      where: { id: meetingId },
      data: { startsAt: new Date(startsAt.getTime() + 3_600_000) },
    });
    expect(await writeDigestOf(bela.viewer, id)).toHaveLength(1);
    await db.meeting.update({ where: { id: meetingId }, data: { cancelledAt: new Date() } });
    expect(await shownIn(id)).toEqual([]);
  });

  it("includes nominations by others, unless withdrawn or by a blocked person", async () => {
    const { slug, organizer, others } = await groupWithPool(["One"]);
    const [bela, chen] = others as [MemberScope, MemberScope];
    const [own, theirs] = await papersOf([`Own ${slug}`, `Theirs ${slug}`]);
    const put = (scope: MemberScope, paper: { id: string } | undefined) =>
      nominate(scope, { paperId: paper?.id as string, pitch: "Read it.", again: false });
    await put(bela, own);
    const { id: nominationId } = await put(chen, theirs);
    await db.block.create({
      data: { personId: bela.viewer.id, blockedId: organizer.viewer.id },
    });
    const id = await subscribe(bela.viewer, of(slug));
    expect(await writeDigestOf(bela.viewer, id)).toEqual([`nomination:${nominationId}`]);
    expect(await shownIn(id)).toEqual(["nomination"]);
    await withdraw(chen, nominationId);
    expect(await shownIn(id)).toEqual([]);
    expect(await shownIn(id, true)).toEqual([]);
  });

  it("includes nothing of a group for a member removed just before it is written, sent, or read again", async () => {
    const { slug, others } = await groupWithBallot(["One", "Two"], { visibility: "private" });
    const [bela, chen] = others as [MemberScope, MemberScope];
    const ids = await Promise.all([bela, chen].map(({ viewer }) => subscribe(viewer, of(slug))));
    const [forBela = "", forChen = ""] = ids;
    expect(await writeDigestOf(bela.viewer, forBela)).not.toEqual([]);
    for (const { viewer } of [bela, chen])
      await db.membership.deleteMany({ where: { personId: viewer.id } });
    expect(await writeDigestOf(chen.viewer, forChen)).toEqual([]);
    expect(await shownIn(forBela)).toEqual([]);
    expect(await shownIn(forBela, true)).toEqual([]);
  });
});

describe("replies and followed threads", () => {
  it("are included once, if neither read nor emailed", async () => {
    const [ada, bela] = [await person("ada"), await person("bela")];
    const paper = await quietPaper();
    const parentId = await writeAbout(bela, paper.slug);
    await runNotificationJobs();
    await db.notificationChoice.create({
      data: { personId: bela.id, kind: "answer", via: "digest" },
    });
    await writeAbout(ada, paper.slug, { parentId: parentId });
    await writeAbout(ada, paper.slug);
    await runNotificationJobs();
    const id = await subscribe(bela, { sources: [{ kind: "answers" }, { kind: "threads" }] });
    const subjects = await writeDigestOf(bela, id);
    expect(subjects).toHaveLength(2);
    expect(await shownIn(id)).toEqual(["answer", "thread"]);
    expect(await writeDigestOf(bela, id)).toEqual([]);
    // A reply read in the app before sending is left out, but included when the digest is read again.
    await db.notification.updateMany({
      where: { personId: bela.id },
      data: { readAt: new Date() },
    });
    expect(await shownIn(id)).toEqual([]);
    expect(await shownIn(id, true)).toEqual(["answer", "thread"]);
  });

  it("are left out if an email about them is on its way", async () => {
    const [ada, bela] = [await person("ada"), await person("bela")];
    const paper = await quietPaper();
    const parentId = await writeAbout(bela, paper.slug);
    await runNotificationJobs();
    await db.notificationChoice.create({
      data: { personId: bela.id, kind: "answer", via: "mail" },
    });
    await writeAbout(ada, paper.slug, { parentId: parentId });
    await runNotificationJobs();
    const id = await subscribe(bela, { sources: [{ kind: "answers" }] });
    expect(await writeDigestOf(bela, id)).toEqual([]);
  });
});

describe("papers", () => {
  it("come by topic and by saved search, with the reason", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    await papersOf([`Reinforcement learning ${tag}`, `Paxos ${tag}`, `Nothing of it ${tag}`]);
    const [ada, bela] = [await person("ada"), await person("bela")];
    const id = await subscribe(ada, {
      sources: [
        { kind: "topic", topic: "reinforcement-learning" },
        { kind: "search", query: `paxos ${tag}` },
      ],
    });
    // A saved search finds papers added since it was saved.
    expect(await writeDigestOf(ada, id)).toHaveLength(1);
    await papersOf([`More of Paxos ${tag}`]);
    const [late] = await writeDigestOf(ada, id);
    const paperId = late?.slice("paper:".length) as string;
    await db.upvote.create({ data: { paperId, personId: bela.id } });
    const { id: digestId } = await db.digest.findFirstOrThrow({
      where: { subscriptionId: id },
      orderBy: { createdAt: "desc" },
    });
    const [item] = (await readContent(db, [digestId])).get(digestId) ?? [];
    expect(item).toMatchObject({
      why: { source: "search", of: `paxos ${tag}` },
      paper: { id: paperId, title: `More of Paxos ${tag}`, fellows: 0 },
    });
    // Members of the reader's groups are counted.
    await db.group.create({
      data: {
        slug: `g-${tag}`,
        name: "G",
        timeZone: "UTC",
        memberships: { create: [{ personId: ada.id }, { personId: bela.id }] },
      },
    });
    const [again] = (await readContent(db, [digestId])).get(digestId) ?? [];
    expect(again?.paper?.fellows).toBe(1);
  });

  it("of a topic continue after the last digest, until all were included", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const [topic, ada] = [`t-${tag}`, await person("ada")];
    const all = await papersOf(Array.from({ length: 23 }, (_, at) => `Paper ${at} ${tag}`));
    await db.topic.create({
      data: {
        slug: topic,
        name: topic,
        papers: { create: all.map(({ id }) => ({ paperId: id })) },
      },
    });
    const id = await subscribe(ada, { sources: [{ kind: "topic", topic }] });
    const counts = [];
    for (let digest = 0; digest < 4; digest++) counts.push((await writeDigestOf(ada, id)).length);
    expect(counts).toEqual([10, 10, 3, 0]);
  });

  it("of one digest are not found again by another", async () => {
    const tag = crypto.randomUUID().slice(0, 8);
    const ada = await person("ada");
    const searching = () => subscribe(ada, { sources: [{ kind: "search", query: tag }] });
    const [one, other] = [await searching(), await searching()];
    await papersOf([`Found ${tag}`]);
    expect(await writeDigestOf(ada, one)).toHaveLength(1);
    expect(await sendNow(ada, { subscriptionId: other })).toEqual({ written: false });
  });
});
