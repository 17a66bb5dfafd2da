import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, it, vi } from "vitest";
import { groupFile } from "@/server/accounts/ending/queries";
import { writeRecord } from "@/server/ballots/result/record/queries";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { historyFile, meetingFile, readFeed } from "@/server/meetings/feeds/commands";
import { presentersFile } from "@/server/meetings/presenters/files";
import { exportPapers } from "@/server/papers/files/commands";
import { demandImport } from "@/server/papers/files/importing/commands";
import type { Viewer } from "@/server/people/policy";
import { spendAttempt } from "@/server/people/sign-in/commands";
import { db } from "@/server/platform/database/db";
import type { Limit, Use } from "@/server/platform/limits";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, papersOf } from "@/server/testing/fixtures/ballots";
import { subscribe } from "@/server/testing/fixtures/digests";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { postComment } from "@/server/testing/fixtures/threads";
import { closeStreams, page } from "@/server/testing/streams";
import { group as madeGroup, paper as madePaper, person } from "@/server/testing/world";
import { exportThread } from "@/server/threads/export/queries";

/** Uses that were counted, with their keys; each is counted in the database as well. */
const spent = vi.hoisted(() => [] as { limit: Limit; key: string }[]);
vi.mock("@/server/platform/limits", async (original) => {
  const real = await original<typeof import("@/server/platform/limits")>();
  const spend = (limit: Limit, key: string) => {
    spent.push({ limit, key });
    return real.spend(limit, key);
  };
  const countUse = (limit: Limit, key: string) => {
    spent.push({ limit, key });
    return real.countUse(limit, key);
  };
  const spendEach = (...uses: Use[]) => {
    spent.push(...uses.map(([limit, key]) => ({ limit, key })));
    return real.spendEach(...uses);
  };
  const countUses = (limit: Limit, keys: string[]) => {
    spent.push(...keys.map((key) => ({ limit, key })));
    return real.countUses(limit, keys);
  };
  return { ...real, spend, spendEach, countUse, countUses };
});

ownDatabase();
const IP = "192.0.2.1";
const MAIL = "somebody@example.org";
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

/** The limits that some work spends: name, points, seconds, key. */
async function countedIn(work: () => Promise<unknown>): Promise<string[]> {
  spent.length = 0;
  await work();
  return spent.map(({ limit: { name, points, perSeconds }, key }) => {
    return `${name} ${points}/${perSeconds} ${key}`;
  });
}

const seen = new Set<string>();
/** Holds each deed against what it has to be counted as, besides the writing that every change is. */
async function expectEach(deeds: [work: () => Promise<unknown>, ...limits: string[]][]) {
  for (const [work, ...limits] of deeds) {
    const counted = (await countedIn(work)).filter((one) => !one.startsWith("writing"));
    expect(counted).toEqual(limits);
    for (const one of limits) seen.add(one.split(" ")[0] as string);
  }
}

it("counts every change that a person makes", async () => {
  const { id } = await madePaper();
  const upvote = () => as(ada).papers.upvote({ paperId: id, on: true });
  expect(await countedIn(upvote)).toEqual([
    `writing 300/60 ${ada.id}`,
    `writing-day 5000/86400 ${ada.id}`,
  ]);
  // Both at once: it is asked before anything else is done.
  const texts = (await statementsOf(upvote)).map(({ text }) => text);
  expect(texts.filter((text) => text.includes('"RateLimit"'))).toHaveLength(1);
  seen.add("writing").add("writing-day");
});

/** The invitation that waits for an address. */
const idOf = async (email: string) =>
  (await db.invitation.findFirstOrThrow({ where: { email } })).id;

it("counts emails that strangers may have sent, for the caller and for the address", async () => {
  const email = MAIL;
  const { slug: group } = await madeGroup({ members: [[ada, "owner"]] });
  const about = { timeZone: "UTC" };
  await expectEach([
    [
      () => as(null).people.requestLink({ email, to: "/" }),
      `sign-in-ip 30/3600 ${IP}`,
      `sign-in-pair 5/3600 ${IP} ${email}`,
      `sign-in-address 20/3600 ${email}`,
    ],
    [
      () => as(null).people.requestLink({ email: "a+b@example.org", to: "/" }),
      `sign-in-ip 30/3600 ${IP}`,
      `sign-in-pair 5/3600 ${IP} a+b@example.org`,
      `sign-in-address 20/3600 a+b@example.org`,
      "sign-in-tagged 20/3600 a@example.org",
    ],
    [() => spendAttempt(IP), `sign-in-attempt 100/600 ${IP}`],
    [
      () => as(ada).people.requestEmailChange({ email }),
      `email-change 5/3600 ${ada.id}`,
      `email-change-to 5/3600 ${email}`,
    ],
    [
      () => as(null).digests.subscribe({ email, ...about }),
      `subscribe-ip 20/3600 ${IP}`,
      `subscribe-address 3/3600 ${email}`,
    ],
    [
      () => as(ada).groups.inviteByEmail({ group, addresses: email }),
      `invitation-mails 100/86400 ${ada.id}`,
      `invitation-to 3/86400 ${email}`,
    ],
    [
      async () => as(ada).groups.resendInvitation({ group, invitationId: await idOf(email) }),
      `invitation-mails 100/86400 ${ada.id}`,
      `invitation-to 3/86400 ${email}`,
    ],
    [
      async () =>
        as(ada).groups.correctInvitation({
          ...{ group, invitationId: await idOf(email) },
          email: "corrected@example.org",
        }),
      `invitation-mails 100/86400 ${ada.id}`,
      "invitation-to 3/86400 corrected@example.org",
    ],
    [() => as(ada).groups.inviteByLink({ group }), `invitation-links 100/86400 ${ada.id}`],
  ]);
});

it("counts what fills the site", async () => {
  const { id: groupId, slug: group } = await madeGroup({
    joinPolicy: "request",
    members: [[ada, "owner"]],
  });
  const subscription = await subscribe(ada);
  const [milena, newcomer] = [await person("milena"), await person({ createdAt: new Date() })];
  const { slug: paper } = await madePaper();
  const { commentId } = await postComment(bela, { paper }, "Words.");
  await person({ moderator: true });
  const words = () => ({ paper, body: "Words.", clientKey: randomUUID() });
  const comments = ({ id }: Viewer) => [`comments 60/600 ${id}`, `comments-day 500/86400 ${id}`];
  const { threads } = as(ada);
  await expectEach([
    [
      () => as(milena).groups.create({ name: "Reading", timeZone: "UTC" }),
      `new-groups 20/86400 ${milena.id}`,
    ],
    [
      () => as(milena).groups.ask({ group, message: "" }),
      `join-requests 3/86400 ${groupId}:${milena.id}`,
    ],
    [() => as(ada).people.block({ handle: milena.handle }), `blocks 100/86400 ${ada.id}`],
    [() => threads.add(words()), ...comments(ada)],
    [() => as(bela).threads.edit({ commentId, body: "Others." }), ...comments(bela)],
    [
      () => as(newcomer).threads.add(words()),
      ...comments(newcomer),
      `newcomer-comments 10/3600 ${newcomer.id}`,
    ],
    [() => threads.preview({ body: "Words." }), `comment-previews 120/600 ${ada.id}`],
    [() => threads.react({ commentId, kind: "thanks", on: true }), `reactions 120/600 ${ada.id}`],
    [() => as(ada).moderation.report({ commentId, reason: "Spam." }), `reports 20/3600 ${ada.id}`],
    [
      () => as(ada).digests.sendNow({ subscriptionId: subscription }),
      `digest-now 6/3600 ${ada.id}`,
    ],
  ]);
});

it("counts new addresses of a group, and files of everything in it", async () => {
  const { id, slug: group } = await madeGroup({ members: [[ada, "owner"]] });
  const slug = `g-${randomUUID().slice(0, 12)}`;
  const file = async () => {
    await groupFile((await groupScope(ada, group)) as MemberScope);
  };
  await expectEach([
    [file, `group-files 20/3600 ${ada.id}`],
    [() => as(ada).groups.move({ group, slug }), `new-addresses 5/2592000 ${id}`],
  ]);
});

it("counts corrections of papers, and suggestions of them", async () => {
  const moderator = await person({ moderator: true });
  const { id: paperId } = await madePaper();
  const fields = { title: `On ${randomUUID()}`, authors: ["A. Author"], abstract: "Words." };
  const edit = { paperId, basedOn: 0, ...fields };
  let changeId = "";
  await expectEach([
    [() => as(ada).papers.suggest({ ...edit, reason: "Yes." }), `suggestions 20/86400 ${ada.id}`],
    [
      async () => {
        await as(moderator).papers.edit(edit);
        changeId = (await db.paperChange.findFirstOrThrow({ where: { paperId } })).id;
      },
      `edits 200/86400 ${moderator.id}`,
    ],
    [() => as(moderator).papers.undo({ changeId }), `edits 200/86400 ${moderator.id}`],
    [
      () => as(moderator).papers.stateStatus({ paperId, status: "withdrawn", reason: "Yes." }),
      `statements 200/86400 ${moderator.id}`,
    ],
  ]);
});

it("counts what a person is not interested in", async () => {
  const { id: paperId } = await madePaper();
  const dismiss = () => as(ada).recommendations.dismiss({ paperId, on: true });
  await expectEach([[dismiss, `dismissals 500/86400 ${ada.id}`]]);
});

it("counts what costs much to answer", async () => {
  const { organizer, slug: group, meetingId } = await groupWithMeeting();
  const { viewer } = organizer;
  const { slug: paper, id: paperId } = await madePaper();
  const { threadId } = await postComment(ada, { paper }, "Words.");
  const notes = { group, meetingId, kind: "notes" as const, body: "Words.", basedOn: 0 };
  const q = "attention";
  const search = `search 120/60 ${IP}`;
  const wanted = { q: "", year: null, presenter: null, page: 1 };
  const scope = await groupScope(null, group);
  const none = "x".repeat(43);
  let token = "";
  const make = async () => {
    const { url } = await as(viewer).meetings.makeFeed();
    token = /([^/]+)\.ics$/.exec(url)?.[1] ?? "";
  };
  await expectEach([
    [() => as(null).papers.search({ q }), search],
    [() => as(null).search.hints({ q }), `hints 1200/60 ${IP}`],
    [() => as(null).search.comments({ q }), search],
    [() => as(null).search.notes({ q }), search],
    [() => as(viewer).search.groupPapers({ group, q }), search],
    [() => downloadOwnData(ada), `export 20/3600 ${ada.id}`],
    [() => exportThread(ada, threadId, IP), `thread-exports 60/3600 ${ada.id}`],
    [() => exportThread(null, threadId, IP), `thread-exports 60/3600 ${IP}`],
    [
      () => as(viewer).meetings.saveText(notes),
      `meeting-texts 120/600 ${viewer.id}`,
      `meeting-texts-day 500/86400 ${viewer.id}`,
    ],
    [
      () => as(viewer).meetings.preview({ body: "Words." }),
      `meeting-previews 120/600 ${viewer.id}`,
    ],
    [make, `new-feeds 60/86400 ${viewer.id}`],
    [() => readFeed(none, IP).catch(() => {}), `feed-misses 100/3600 ${IP}`],
    [() => meetingFile(scope, meetingId, IP), `meeting-files 300/3600 ${IP}`],
    [() => writeRecord(scope, meetingId, IP).catch(() => {}), `ballot-records 120/3600 ${IP}`],
    [() => historyFile(scope, wanted, "csv", IP), `meeting-files 300/3600 ${IP}`],
    [() => exportPapers(async () => [], "csv", IP), `paper-files 120/3600 ${IP}`],
    [() => demandImport(viewer), `imports 60/3600 ${viewer.id}`],
    [() => as(null).papers.cite({ paperId }), `citations 120/60 ${IP}`],
    [() => presentersFile(scope as MemberScope, "csv", IP), `presenter-files 300/3600 ${IP}`],
    [() => page(ada, ["me"]), `streams 120/60 ${ada.id}`],
    [() => page(null, ["me"]), `streams-of-guests 300/60 ${IP}`],
  ]);
  await closeStreams();
  expect(await countedIn(() => readFeed(token, IP))).toEqual([
    expect.stringMatching(/^feed-reads 300\/3600 /),
  ]);
  seen.add("feed-reads");
});

it("counts what is put before a group", async () => {
  const { organizer, others, nominationIds, papers } = await groupWithPool(["One", "Two"]);
  const { viewer, group } = organizer;
  const [paper] = await papersOf(["Three"]);
  const [first] = papers;
  const closesAt = new Date(Date.now() + HOUR);
  const ballot = { ...USUAL_CHOICES, opensAt: null, closesAt, draft: true, nominationIds };
  const meeting = { group: group.slug, startsAt: closesAt, minutes: 60 };
  const member = others[0]?.viewer as Viewer;
  const plans = `meeting-plans 200/86400 ${viewer.id}`;
  await expectEach([
    [
      () =>
        as(member).nominations.nominate({
          group: group.slug,
          paperId: paper?.id as string,
          pitch: "",
        }),
      `nominations 200/86400 ${member.id}`,
    ],
    [
      () => as(viewer).ballots.create({ group: group.slug, ...ballot }),
      `new-ballots 100/86400 ${viewer.id}`,
    ],
    [() => as(viewer).meetings.plan({ ...meeting, paperId: first?.id as string }), plans],
    [
      () =>
        as(viewer)
          .meetings.schedule({ ...meeting, readingId: randomUUID() })
          .catch(() => {}),
      plans,
    ],
    [
      () =>
        as(viewer)
          .datePolls.open({
            ...{ group: group.slug, readingId: randomUUID(), days: 0, minutes: 60 },
            dates: [closesAt, new Date(+closesAt + HOUR)],
          })
          .catch(() => {}),
      `date-polls 50/86400 ${viewer.id}`,
    ],
  ]);
});

it("knows every limit there is", () => {
  const files = readdirSync("server", { recursive: true, encoding: "utf8" });
  const names = files
    .filter((file) => /\.ts$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(`server/${file}`, "utf8"))
    .flatMap((text) =>
      [...text.matchAll(/: Limit = \{\s*name: "([a-z-]+)"/g)].map(([, name]) => name),
    );
  expect([...seen].sort()).toEqual(names.sort());
});
