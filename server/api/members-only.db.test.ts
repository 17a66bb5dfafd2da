import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { beforeAll, expect, it } from "vitest";
import { sweep } from "@/server/ballots/jobs";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { writeDueDigests } from "@/server/digests/gathering/due";
import { sendWaiting } from "@/server/digests/sending/commands";
import { handlers as meetings } from "@/server/meetings/commands";
import { enqueueDueEmails } from "@/server/notifications/gathering/commands";
import { handlers as notifications } from "@/server/notifications/jobs";
import { remind } from "@/server/notifications/reminding/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { COMMON, plantWords } from "@/server/testing/doors/group-texts";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { emailOf, person, session } from "@/server/testing/world";
import { appRouter } from "./root";
import { ROUTES } from "./routes/routes";

// Every text of a private group holds a word that stands nowhere else. Everything that Colloquy says to people outside is
// searched for these words: each procedure, each address for machines, each email. A browser test asks the pages (e2e/hostile-outside.spec.ts).
ownDatabase();

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;

let world: LeavingWorld;
/** The ballot that is open. */
let open: string;
let words: { name: string; word: string; rows: number }[];
const outside: Record<string, Viewer | null> = { guest: null };
/** The feeds of the former member, whose addresses they still have. */
const feeds: Record<string, string> = {};

/** Adds the texts that the world lacks. */
async function addTexts({ reading, inside, ada, lena }: LeavingWorld): Promise<void> {
  const { groupId, ballotId, mine: meetingId } = reading;
  const text = { meetingId, version: 1, body: "Words.", html: "<p>Words.</p>" };
  const { belas: commentId, id: threadId } = inside;
  const quote = { exact: "Words", prefix: "a", suffix: "b", place: "p. 4" };
  const { id: nominationId } = await db.nomination.findFirstOrThrow({ where: { groupId } });
  await Promise.all([
    db.objection.create({
      data: {
        ...{ nominationId, personId: lena.id, reason: "Words." },
        reports: { create: { reporterId: ada.id, reason: "Words." } },
      },
    }),
    db.ballotEvent.create({ data: { ballotId, kind: "described", byId: lena.id, note: "Words." } }),
    db.meetingText.create({ data: { ...text, kind: "notes" } }),
    db.meetingText.create({ data: { ...text, kind: "agenda" } }),
    db.commentVersion.create({
      data: { commentId, version: 1, body: "W.", html: "<p>W.</p>", createdAt: new Date() },
    }),
    db.quote.create({ data: { ...quote, commentId, threadId, source: "paper" } }),
    db.moderationAct.create({
      data: { groupId, kind: "hide", actorId: ada.id, commentId, reason: "Words." },
    }),
  ]);
}

/** Closes the group's ballot, which then has a record, and opens another. @returns its id */
async function nextBallot({ reading: { group, ballotId, tiedId, free }, lena }: LeavingWorld) {
  const { ballots } = as(lena);
  // It has no votes, so no page can explain it.
  await db.ballot.delete({ where: { id: tiedId } });
  await ballots.close({ group, ballotId });
  const closesAt = new Date(Date.now() + 24 * 3_600_000);
  const choices = { ...USUAL_CHOICES, opensAt: null, closesAt, draft: false };
  return (await ballots.create({ group, ...choices, nominationIds: [free] })).id;
}

/** Joins, takes part in what members can, and leaves. */
async function comeAndGo(viewer: Viewer, { reading, inside, paperId }: LeavingWorld) {
  const { group, mine: meetingId } = reading;
  const { groups, notifications: told, meetings: met, digests, papers } = as(viewer);
  await groups.join({ group });
  await told.follow({ what: { thing: "group", id: group }, level: "follow" });
  await told.follow({ what: { thing: "thread", id: inside.id }, level: "follow" });
  await met.rsvp({ group, meetingId, answer: "yes" });
  for (const [name, make] of [
    ["all", () => met.makeFeed()],
    ["group", () => met.makeGroupFeed({ group })],
  ] as const)
    feeds[name] = (await make()).url.split("/").at(-1) as string;
  const sources = [
    { kind: "group" as const, group },
    { kind: "threads" as const },
    { kind: "forYou" as const },
  ];
  await digests.create({ cadence: "daily", timeZone: "UTC", sources });
  await papers.upvote({ paperId, on: true });
  await groups.leave({ group });
}

beforeAll(async () => {
  world = await leavingWorld();
  await addTexts(world);
  open = await nextBallot(world);
  const [stranger, office, gone] = await Promise.all([
    person(),
    person({ moderator: true, operator: true }),
    person(),
  ]);
  Object.assign(outside, { stranger, office, gone });
  await comeAndGo(gone, world);
  await db.group.update({
    where: { id: world.reading.groupId },
    data: { visibility: "private", joinPolicy: "invitation" },
  });
  // The former member knew another address, which this one replaces.
  const { group } = world.reading;
  await as(world.lena).groups.move({ group, slug: `moved-${randomUUID().slice(0, 8)}` });
  words = await plantWords(world.reading.groupId, db);
});

/** The ids of the group's things, by the names that inputs and addresses give them. */
async function things(): Promise<Record<string, string>> {
  const { reading, inside } = world;
  const { slug: group } = await db.group.findUniqueOrThrow({ where: { id: reading.groupId } });
  return {
    ...{ group, nominationId: reading.free, ballotId: open, ballot: reading.ballotId },
    ...{ readingId: reading.unplanned, meetingId: reading.mine, commentId: inside.belas },
    ...{ parentId: inside.belas, threadId: inside.id, thread: inside.id, pollId: reading.poll.id },
    ...{ candidateId: reading.tiedCandidate, linkId: reading.linkId, awayId: reading.awayId },
    ...{ requestId: world.requestId, invitationId: world.emailedId, feedId: world.feedId },
    ...{ digestId: world.digestId, subscriptionId: world.subscriptionId },
    ...{
      paper: reading.paper,
      dateId: reading.poll.dates[0] as string,
      listId: reading.listId,
      list: reading.listId,
      file: `${reading.mine}.ics`,
    },
    ...{
      handle: world.bela.handle,
      q: COMMON,
      presenter: world.ada.handle,
      author: world.bela.handle,
    },
  };
}

/** An input about these things. */
function about(input: unknown, named: Record<string, string>): unknown {
  if (typeof input !== "object" || input === null) return input;
  const entries = Object.entries(input).map(([key, value]) => {
    const thing = typeof value === "string" ? named[key] : undefined;
    return [key, thing ?? about(value, named)] as const;
  });
  if (Array.isArray(input)) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}

/** Inputs with fewer filters than the honest ones. */
const MORE: [string, Record<string, unknown>][] = [
  ["search.comments", { q: "" }],
  ["search.notes", { q: "" }],
  ["meetings.history", { group: "" }],
  ["threads.ofMeeting", { group: "", meetingId: "" }],
  ["meetings.textVersions", { group: "", meetingId: "", kind: "agenda" }],
  ["groups.list", {}],
  ["groups.mine", {}],
  ["notifications.list", {}],
  ["notifications.followings", {}],
];

/** Everything that procedures of a kind answer to this person. */
async function asked(viewer: Viewer | null, type: "query" | "mutation"): Promise<string> {
  const named = await things();
  const paths = Object.keys(procedures).filter((path) => procedures[path]?._def.type === type);
  const inputs = honestInputs({ ...named, paperId: world.paperId } as never);
  const calls = [
    ...paths.map((path) => [path, inputs[path]] as const),
    ...MORE.filter(([path]) => paths.includes(path)),
  ];
  let said = "";
  for (const [path, input] of calls) {
    await db.rateLimit.deleteMany();
    const call = path
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
    try {
      const answer = await (call as (input: unknown) => Promise<unknown>)(about(input, named));
      said += `${path} ${JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? `${value}` : value))}\n`;
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      said += `${path} ${error.message} ${JSON.stringify(error.cause ?? null)}\n`;
    }
  }
  return said;
}

const FORMATS = ["csv", "bib", "md", "ics"];

/** Everything that the addresses for machines answer to this person's browser. */
async function fetched(viewer: Viewer | null): Promise<string> {
  const named = await things();
  const cookie = viewer ? `colloquy.session=${await session(viewer.id)}` : "";
  let said = "";
  for (const { path, answers } of ROUTES) {
    // Calls of procedures are asked above, and these only redirect.
    if (!answers.GET || path.includes(":calls") || path.includes(":provider")) continue;
    for (const format of path.includes(":format") ? FORMATS : [""]) {
      for (const token of path.includes(":token") ? Object.values(feeds) : [""]) {
        await db.rateLimit.deleteMany();
        const params: Record<string, string> = { ...named, format, token };
        const url = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? name);
        const request = new Request(`http://localhost${url}?q=${COMMON}`, { headers: { cookie } });
        const answer = await answers.GET(request, params as never);
        said += `${path} ${JSON.stringify([...answer.headers])} ${await answer.text()}\n`;
      }
    }
  }
  return said;
}

/** The columns whose words stand in a text. */
const foundIn = (text: string) =>
  words.filter(({ word }) => text.includes(word)).map(({ name }) => name);

it("has a word in every text of the group", () => {
  expect(words.length).toBeGreaterThan(30);
  expect(words.filter(({ rows }) => rows === 0)).toEqual([]);
});

/** Texts that nobody reads on any page, and why. */
const UNREAD: Record<string, string> = {
  "Ballot.drawSeed": "only in the record of a ballot with a tie",
  "CommentVersion.body": "its HTML is shown",
  "Vote.receipt": "only in the record, under the words of its election",
  "Watch.etag": "only for the server of its feed",
  "Watch.lastModified": "only for the server of its feed",
};

it("shows organizers their words", async () => {
  let said = "";
  for (const one of [world.ada, world.lena])
    said += (await asked(one, "query")) + (await fetched(one));
  const seen = foundIn(said);
  const unseen = words.map(({ name }) => name).filter((name) => !seen.includes(name));
  expect(unseen.sort()).toEqual(Object.keys(UNREAD));
});

for (const name of ["guest", "stranger", "office", "gone"]) {
  it(`says none of them to: ${name}`, async () => {
    const viewer = outside[name] ?? null;
    expect(foundIn(await fetched(viewer))).toEqual([]);
    expect(foundIn(await asked(viewer, "query"))).toEqual([]);
    expect(foundIn(await asked(viewer, "mutation"))).toEqual([]);
  });
}

it("writes none of them to anybody outside, and members what happened", async () => {
  const { reading, inside, lena } = world;
  const { group } = await things();
  const addresses = [outside.stranger, outside.office, outside.gone].flatMap((one) => one ?? []);
  const mentioned = addresses.map(({ handle }) => `@${handle}`).join(" ");
  const said = { body: `${words[0]?.word} ${mentioned}`, clientKey: randomUUID() };
  await as(lena).threads.addInGroup({ group: group ?? "", paper: reading.paper, ...said });
  await as(lena)
    .threads.edit({ commentId: inside.belas, body: said.body })
    .catch(() => {});
  await as(lena).meetings.cancel({ group: group ?? "", meetingId: reading.mine });
  await as(lena).ballots.close({ group: group ?? "", ballotId: open });
  await db.subscription.updateMany({ data: { nextDueAt: new Date(Date.now() - 60_000) } });
  await sweep();
  await remind();
  await workOff([...notifications, ...meetings]);
  await db.emailTurn.updateMany({ data: { dueAt: new Date() } });
  await enqueueDueEmails();
  await workOff([...notifications, ...meetings]);
  await writeDueDigests();
  await sendWaiting();
  const mails = await db.mailMessage.findMany();
  const to = new Set(await Promise.all(addresses.map(emailOf)));
  const theirs = mails.filter((mail) => to.has(mail.to));
  expect(foundIn(JSON.stringify(theirs))).toEqual([]);
  const mine = mails.filter((mail) => mail.to === world.email);
  expect(foundIn(JSON.stringify(mine))).toContain("Group.name");
});
