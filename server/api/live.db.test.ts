import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import { ballotTopic } from "@/server/ballots/rules";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { personTopic, type Viewer } from "@/server/people/policy";
import { db, transact } from "@/server/platform/database/db";
import { liveHub, notifyTopics } from "@/server/platform/live";
import { ownDatabase } from "@/server/testing/database/database";
import { papersOf } from "@/server/testing/fixtures/ballots";
import { importPapers } from "@/server/testing/fixtures/papers";
import { closeStreams, page } from "@/server/testing/streams";
import { soon } from "@/server/testing/time";
import { group, person } from "@/server/testing/world";
import { threadTopic } from "@/server/threads/rules";
import { answerCalls } from "./routes/calls";

ownDatabase();
let ada: Viewer;
let stranger: Viewer;
let paper: { id: string; slug: string };
beforeAll(async () => {
  [ada, stranger] = await Promise.all([person(), person()]);
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  paper = await db.paper.findFirstOrThrow({ where: { title } });
});
afterEach(closeStreams);

async function privateGroup() {
  const made = await group({ visibility: "private", members: [[ada, "owner"]] });
  const ballotId = randomUUID();
  const meetingId = randomUUID();
  return {
    ...made,
    watches: [
      `group/${made.slug}`,
      `group/${made.slug}/ballot/${ballotId}`,
      `group/${made.slug}/paper/${paper.slug}`,
      `group/${made.slug}/meeting/${meetingId}`,
    ],
    topics: [
      groupTopic(made.id),
      ballotTopic(made.id, ballotId),
      threadTopic({ paperId: paper.id, groupId: made.id, meetingId: null }),
      threadTopic({ paperId: null, groupId: made.id, meetingId }),
    ],
  };
}

const change = (topics: string[]) => transact((tx) => notifyTopics(tx, ...topics));

it("tells a member of everything in a private group, each once", async () => {
  const { watches, topics } = await privateGroup();
  const open = await page(ada, watches);
  expect(open.watching).toEqual(watches);
  await change([...topics, ...topics]);
  await soon(() => expect(open.changed().sort()).toEqual([...watches].sort()));
});

it("tells nobody else anything of a private group, nor that it exists", async () => {
  const { watches, topics } = await privateGroup();
  const missing = watches.map((watch) => watch.replace(/^group\/[^/]+/, "group/no-such-group"));
  for (const viewer of [stranger, null]) {
    const open = await page(viewer, [...watches, `paper/${paper.slug}`]);
    expect(open.watching).toEqual([`paper/${paper.slug}`]);
    expect((await page(viewer, [...missing, `paper/${paper.slug}`])).watching).toEqual(
      open.watching,
    );
    await change([...topics, threadTopic({ paperId: paper.id, groupId: null, meetingId: null })]);
    await soon(() => expect(open.changed()).toEqual([`paper/${paper.slug}`]));
  }
});

it("shows the threads of a public group to its members only", async () => {
  const { slug } = await group({ visibility: "public", members: [[ada, "owner"]] });
  const watches = [`group/${slug}`, `group/${slug}/paper/${paper.slug}`];
  expect((await page(ada, watches)).watching).toEqual(watches);
  expect((await page(stranger, watches)).watching).toEqual([`group/${slug}`]);
});

it("tells each person of herself only", async () => {
  const everybody = `paper/${paper.slug}`;
  const pages = [page(ada, ["me"]), page(stranger, ["me", everybody])] as const;
  const [hers, theirs] = await Promise.all(pages);
  expect((await page(null, ["me"])).watching).toEqual([]);
  await change([personTopic(ada.id)]);
  await soon(() => expect(hers.changed()).toEqual(["me"]));
  // Told later, what concerns everybody comes later.
  await change([threadTopic({ paperId: paper.id, groupId: null, meetingId: null })]);
  await soon(() => expect(theirs.changed()).toContain(everybody));
  expect(theirs.changed()).toEqual([everybody]);
});

it("ends the stream of somebody who leaves", async () => {
  const { slug } = await group({
    visibility: "private",
    members: [
      [ada, "owner"],
      [stranger, "member"],
    ],
  });
  const [gone, stays] = await Promise.all([
    page(stranger, [`group/${slug}`]),
    page(ada, [`group/${slug}`]),
  ]);
  await leaveGroup((await groupScope(stranger, slug)) as MemberScope);
  await soon(() => expect(gone.ended()).toBe(true));
  expect(stays.ended()).toBe(false);
  expect((await page(stranger, [`group/${slug}`])).watching).toEqual([]);
});

it("makes up for what happened while a page was away", async () => {
  await liveHub().connected();
  const [other] = await papersOf([`Paper ${randomUUID()}`]);
  if (!other) throw new Error("no paper");
  const topicOf = ({ id }: { id: string }) =>
    threadTopic({ paperId: id, groupId: null, meetingId: null });
  const [watch, second] = [`paper/${paper.slug}`, `paper/${other.slug}`];
  let heard = 0;
  liveHub().listen([topicOf(paper)], () => {
    heard += 1;
  });
  const before = Date.now();
  await change([topicOf(paper)]);
  await soon(() => expect(heard).toBe(1));
  // Read after the last change, as far as clocks can tell: nothing to make up for.
  const calm = await page(null, [watch, second], { since: Date.now() + 3_600_000 });
  await change([topicOf(other)]);
  await soon(() => expect(calm.changed()).toContain(second));
  expect(calm.changed()).toEqual([second]);
  const late = await page(null, [watch], { since: before });
  await soon(() => expect(late.changed()).toEqual([watch]));
});

/** The status for a watch. A stream is let go at once. */
async function statusOf(watch: string, known = `"since":null`): Promise<number> {
  const leaving = new AbortController();
  const input = `{"watches":[${JSON.stringify(watch)}],${known}}`;
  const address = `http://localhost/api/trpc/live.changes?input=${encodeURIComponent(input)}`;
  const request = new Request(address, { signal: leaving.signal });
  const { status } = await answerCalls(request, { calls: "live.changes" });
  leaving.abort();
  return status;
}

it.each([
  ...["paper/%00", "paper/a%", "paper/%E0%A4%A", "paper/%ED%A0%80", "group/%00"],
  ...["group/%2500/paper/%ff", "group/a/ballot/%00", "paper", "", "me/x/y", "paper/\u0000"],
])("refuses a watch that cannot be read: %s", async (watch) => {
  expect(await statusOf(watch)).toBe(400);
});

it.each(["proto/x", "paper/there-is-none", "paper/%2500"])(
  "answers a watch that names nothing with silence: %s",
  async (watch) => {
    expect(await statusOf(watch)).toBe(200);
  },
);

it.each(["-1", `"x"`, "1.5", "1e309", "1e16"])("refuses to begin at no time: %s", async (since) => {
  expect(await statusOf("me", `"since":${since}`)).toBe(400);
});

it.each(["-1", "x", "1e9", "1".repeat(16)])("refuses to go on after no word: %s", async (id) => {
  expect(await statusOf("me", `"since":null,"lastEventId":"${id}"`)).toBe(400);
});

it("goes on after the last word that a page heard, not from where it once began", async () => {
  await liveHub().connected();
  const [other] = await papersOf([`Paper ${randomUUID()}`]);
  const second = `paper/${other?.slug}`;
  const [before, later] = [Date.now(), Date.now() + 3_600_000];
  const watches = [`paper/${paper.slug}`, second];
  const late = await page(null, watches, { since: later, lastEventId: String(before) });
  await soon(() => expect(late.changed().sort()).toEqual([...watches].sort()));
  const calm = await page(null, watches, { since: before, lastEventId: String(later) });
  await change([threadTopic({ paperId: other?.id ?? "", groupId: null, meetingId: null })]);
  await soon(() => expect(calm.changed()).toContain(second));
  expect(calm.changed()).toEqual([second]);
});

it("watches nobody's own news under another name", async () => {
  const viewer = await person();
  const { watching } = await page(viewer, ["me/x"]);
  expect(watching).toEqual([]);
});
