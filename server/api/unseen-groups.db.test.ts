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
import { honestInputs, type Things } from "@/server/testing/hostile/honest-inputs";
import { person } from "@/server/testing/world";
import { appRouter } from "./root";

// What a private group does changes nothing that anybody outside can read: no list, no number, no order, no mark.
ownDatabase();

let lena: Viewer;
let milena: Viewer;
let things: Things;
beforeAll(async () => {
  [lena, milena] = [await person("lena"), await person({ as: "milena", moderator: true })];
  things = await makeThings(milena);
});

const queries = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).flatMap(([path, { _def }]) => (_def.type === "query" ? [path] : []));

/** The answer of each query to this person, as it is sent. */
async function reads(viewer: Viewer | null): Promise<Record<string, string>> {
  await db.rateLimit.deleteMany();
  const said: Record<string, string> = {};
  for (const path of queries) {
    const call = path
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
    try {
      const answer = await (call as (input: unknown) => Promise<unknown>)(
        honestInputs(things)[path],
      );
      // Read at another moment, and signed anew.
      const text = JSON.stringify(answer, (key, value) => (key === "readAt" ? 0 : value)) ?? "";
      said[path] = text.replace(/[\w.-]{60,}/g, "signed");
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      said[path] = `${error.code} ${error.message}`;
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
  const closesAt = new Date(Date.now() + 86_400_000);
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
  await me.moderation
    .suspend({ group, handle: milena.handle, days: 3, reason: "No." })
    .catch(() => {});
}

it("leaves every answer to outsiders as it was, but for the group itself", async () => {
  const { slug } = await as(lena).groups.create({
    name: "Words of attention",
    timeZone: "UTC",
    visibility: "private",
  });
  await workOff(notifications);
  const before = [await reads(milena), await reads(null)];
  expect(Object.keys(before[0] ?? {}).length).toBeGreaterThan(60);
  await busyGroup(slug);
  await workOff(notifications);
  expect([await reads(milena), await reads(null)]).toEqual(before);
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
