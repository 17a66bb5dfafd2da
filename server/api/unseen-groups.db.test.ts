import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { handlers as notifications } from "@/server/notifications/jobs";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { DOORS } from "@/server/testing/doors/doors";
import { makeThings } from "@/server/testing/doors/things";
import { inHours } from "@/server/testing/fixtures/ballots";
import { papersLike } from "@/server/testing/fixtures/recommendations";
import { watchOf } from "@/server/testing/fixtures/watches";
import { honestInputs, type Things } from "@/server/testing/hostile/honest-inputs";
import { person } from "@/server/testing/world";
import { appRouter } from "./root";

// What a private group does changes nothing that anybody outside can read: no list, no number, no order, no mark.
ownDatabase();

let lena: Viewer;
let milena: Viewer;
/** Members who left, and who was removed. */
let [left, removed]: Viewer[] = [];
let things: Things;
beforeAll(async () => {
  [lena, milena] = [await person("lena"), await person({ as: "milena", moderator: true })];
  [left, removed] = [await person(), await person()];
  things = await makeThings(milena);
});

const queries = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).flatMap(([path, { _def }]) => (_def.type === "query" ? [path] : []));

/** The subscriptions of people to what the group could leak into. */
const digestsOf = new Map<string, string[]>();

/** Asks what finds, counts, completes and suggests for what the group reads. @param group its address */
function narrowly(group: string, viewer: Viewer | null): [string, unknown][] {
  const texts = ["attention", "another", "chosen", "", `in:${group}`, `read:${group}`];
  const asked = [...texts, `another -in:${group}`, `another OR in:${group}`, `-read:${group}`];
  const typed = ["in:", "read:", "words of", group.slice(0, 8), ...asked];
  const mine = digestsOf.get(viewer?.id ?? "") ?? [];
  return [
    ...asked.flatMap((q): [string, unknown][] => [
      ["search.papers", { q }],
      ["search.comments", { q }],
      ["papers.search", { q, limit: 20 }],
    ]),
    ...typed.map((q): [string, unknown] => ["search.hints", { q }]),
    ...mine.map((subscriptionId): [string, unknown] => ["digests.preview", { subscriptionId }]),
  ];
}

/** The answer of each query to this person, as it is sent. @param group the address of a group that they cannot see */
async function reads(viewer: Viewer | null, group: string): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  const inputs = honestInputs(things);
  const honest = queries.map((path) => [path, inputs[path], path] as const);
  const narrow = narrowly(group, viewer).map(
    ([path, input]) => [path, input, `${path} ${JSON.stringify(input)}`] as const,
  );
  for (const [path, input, asked] of [...honest, ...narrow]) {
    await db.rateLimit.deleteMany();
    const call = path
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
    try {
      const answer = await (call as (input: unknown) => Promise<unknown>)(input);
      // Read at another moment, and signed anew.
      const text = JSON.stringify(answer, (key, value) => (key === "readAt" ? 0 : value)) ?? "";
      said[asked] = text.replace(/[\w.-]{60,}/g, "signed");
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      said[asked] = `${error.code} ${error.message}`;
    }
  }
  return said;
}

/** Everything that a group does, about papers that are there already, with words that are searched for. */
async function busyGroup(group: string) {
  const me = as(lena);
  const { paper, paperId } = things;
  const body = `Words on attention, @${milena.handle}.`;
  await me.nominations.nominate({ group, paperId, pitch: body });
  const nomination = await db.nomination.findFirstOrThrow({ where: { group: { slug: group } } });
  const closesAt = inHours(24);
  const nominationIds = [nomination.id];
  const choices = { ...USUAL_CHOICES, opensAt: null, closesAt, draft: false, nominationIds };
  const { id: ballotId } = await me.ballots.create({ group, ...choices });
  await me.ballots.vote({ group, ballotId, answer: { approvals: [] } });
  const other = await db.paper.findFirstOrThrow({ where: { title: { startsWith: "Another" } } });
  const { id: meetingId } = await me.meetings.plan({
    ...{ group, paperId: other.id, startsAt: closesAt, minutes: 60 },
  });
  await me.meetings.rsvp({ group, meetingId, answer: "yes" });
  await me.meetings.saveText({ group, meetingId, kind: "notes", body, basedOn: 0 });
  const comment = () => ({ body, label: "question" as const, clientKey: randomUUID() });
  const { id: commentId } = await me.threads.addInGroup({ group, paper, ...comment() });
  await me.threads.addInGroup({ group, paper, parentId: commentId, ...comment() });
  await me.threads.addOnMeeting({ group, meetingId, ...comment() });
  await me.threads.pin({ commentId, pinned: true });
  await me.groups.inviteByLink({ group });
  await readPapers(group);
  await me.moderation
    .suspend({ group, handle: milena.handle, days: 3, reason: "No." })
    .catch(() => {});
}

/** Chooses, reads and keeps papers that are there already, and tells everything that a group tells. */
async function readPapers(group: string) {
  const me = as(lena);
  const { id: groupId } = await db.group.findUniqueOrThrow({ where: { slug: group } });
  const { id: paperId } = await db.paper.findFirstOrThrow({
    where: { title: { startsWith: "Chosen one" } },
  });
  await me.nominations.nominate({ group, paperId, pitch: "" });
  const { id } = await db.nomination.findFirstOrThrow({ where: { groupId, paperId } });
  const choices = { ...USUAL_CHOICES, opensAt: null, closesAt: inHours(3) };
  const { id: ballotId } = await me.ballots.create({
    ...{ group, ...choices, draft: false, nominationIds: [id] },
  });
  const { id: candidateId } = await db.candidate.findFirstOrThrow({ where: { ballotId } });
  await me.ballots.vote({ group, ballotId, answer: { approvals: [candidateId] } });
  await me.ballots.close({ group, ballotId });
  const { id: readingId } = await db.reading.findFirstOrThrow({ where: { groupId, paperId } });
  await me.ballots.markRead({ group, readingId, read: true });
  await me.shelves.keep({ paperId, shelf: "read" });
  await me.shelves.tell({ paperId, tell: true, remember: true });
  const { id: listId } = await me.groupLists.add({ group, name: "Attention" });
  await me.groupLists.put({ group, listId, paperId, on: true });
  // The paper stands in the catalogue already: only that it is suggested here is new.
  const watchId = await watchOf(groupId);
  const found = await db.paper.findFirstOrThrow({
    where: { title: { startsWith: "Like the chosen" } },
  });
  await db.watchedPaper.create({
    data: { watchId, key: "one", paperId: found.id, brought: false, foundAt: new Date() },
  });
}

/** Lets somebody join, follow what happens, upvote a paper like one that is chosen later, and leave or be removed. */
async function comeAndGo(viewer: Viewer, group: string, leave: () => Promise<unknown>) {
  const me = as(viewer);
  await me.groups.join({ group });
  await me.notifications.follow({ what: { thing: "group", id: group }, level: "follow" });
  await me.papers.upvote({ paperId: things.paperId, on: true });
  const sources = [
    ...[{ kind: "group" as const, group }, { kind: "forYou" as const }],
    ...[{ kind: "threads" as const }, { kind: "trending" as const }],
    ...["in:", "read:"].map((q) => ({ kind: "search" as const, query: `${q}${group}` })),
    { kind: "search" as const, query: `chosen -in:${group}` },
  ];
  await me.digests.create({ cadence: "daily", timeZone: "UTC", sources });
  const own = await db.subscription.findMany({ where: { personId: viewer.id } });
  digestsOf.set(
    viewer.id,
    own.map(({ id }) => id),
  );
  await leave();
}

it("leaves every answer to outsiders as it was, but for the group itself", async () => {
  const place = { name: "Words of attention", timeZone: "UTC", description: "" };
  const open = { ...place, visibility: "public" as const, joinPolicy: "open" as const };
  const { slug } = await as(lena).groups.create(open);
  await papersLike({ id: things.paperId }, ["Chosen one", "Like the chosen one"]);
  const leaving = left as Viewer;
  const going = removed as Viewer;
  await comeAndGo(leaving, slug, () => as(leaving).groups.leave({ group: slug }));
  await comeAndGo(going, slug, () =>
    as(lena).groups.removeMember({ group: slug, handle: going.handle }),
  );
  const hidden = { visibility: "private" as const, joinPolicy: "invitation" as const };
  await as(lena).groups.update({ group: slug, ...place, ...hidden });
  await workOff(notifications);
  const all = async () => {
    const said = [];
    for (const one of [milena, null, leaving, going]) said.push(await reads(one, slug));
    return said;
  };
  const before = await all();
  expect(Object.keys(before[0] ?? {}).length).toBeGreaterThan(100);
  await busyGroup(slug);
  await workOff(notifications);
  expect(await all()).toEqual(before);
  // It was busy: those who may see it see all of it.
  expect((await as(lena).search.comments({ q: "attention", group: slug })).hits).not.toEqual([]);
});

describe("an address that somebody has is answered as one that nobody has", () => {
  const ASKED: Record<string, (group: string, email: string) => Promise<unknown>> = {
    "people.requestLink": (_, email) => as(null).people.requestLink({ email, to: "/" }),
    "people.requestEmailChange": (_, email) => as(milena).people.requestEmailChange({ email }),
    "digests.subscribe": (_, email) => as(null).digests.subscribe({ email, timeZone: "UTC" }),
    "groups.inviteByEmail": async (group, email) => {
      const report = await as(milena).groups.inviteByEmail({ group, addresses: email });
      return report.map(({ email: _, text: __, ...line }) => line);
    },
  };
  for (const [path, ask] of Object.entries(ASKED)) {
    it(path, async () => {
      const known = { email: `known-${path.toLowerCase()}@example.org` };
      const member = await person({ email: `member-${path.toLowerCase()}@example.org` });
      const { id: groupId } = await db.group.findUniqueOrThrow({ where: { slug: things.group } });
      await db.membership.create({ data: { groupId, personId: member.id } });
      await person(known);
      const learned = [];
      for (const who of ["known", "nobody", "member", "nobody2"]) {
        await db.rateLimit.deleteMany();
        let answer: unknown;
        const statements = await statementsOf(async () => {
          answer = await ask(things.group, `${who}-${path.toLowerCase()}@example.org`);
        });
        learned.push({ answer, statements: statements.map(({ text }) => text) });
      }
      for (const one of learned) expect(one).toEqual(learned[1]);
      expect(DOORS[path]).toBeDefined();
    });
  }
});
