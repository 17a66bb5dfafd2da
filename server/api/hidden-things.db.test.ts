import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { refusalShape } from "@/server/door/errors";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { DOORS } from "@/server/testing/doors/doors";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { LONG } from "@/server/testing/tier";
import { person, group as someGroup } from "@/server/testing/world";

// Something that is hidden and something that does not exist are answered alike: with the same words, and after
// the same statements to the database, so that neither their number nor their time tells one from the other.
ownDatabase();

/** Things of a private group and of its members, by the names that inputs give them. */
function hiddenThings({ reading, inside, ...world }: LeavingWorld) {
  return {
    group: reading.group,
    nominationId: reading.free,
    ballotId: reading.ballotId,
    readingId: reading.unplanned,
    meetingId: reading.mine,
    commentId: inside.belas,
    parentId: inside.belas,
    threadId: inside.id,
    candidateId: reading.tiedCandidate,
    linkId: reading.linkId,
    awayId: reading.awayId,
    requestId: world.requestId,
    invitationId: world.invitationId,
    feedId: world.feedId,
    digestId: world.digestId,
    subscriptionId: world.subscriptionId,
  };
}
type Things = ReturnType<typeof hiddenThings>;

/** Things of the same names that are nowhere. */
function missingThings(): Things {
  const names = Object.keys(hidden) as (keyof Things)[];
  const ids = Object.fromEntries(names.map((name) => [name, randomUUID()])) as Things;
  return { ...ids, group: `g-${randomUUID().slice(0, 8)}` };
}

let hidden: Things;
let world: LeavingWorld;
/** Everybody outside, and what each of them was. */
const callers: Record<string, Viewer | null> = { guest: null };
/** A group in which the stranger may do anything. */
let own: string;

beforeAll(async () => {
  world = await leavingWorld();
  hidden = hiddenThings(world);
  const { groupId, group } = world.reading;
  const [stranger, gone, removed, blocked] = await Promise.all([
    person(),
    person(),
    person(),
    person({ moderator: true }),
  ]);
  Object.assign(callers, { stranger, gone, removed, blocked });
  for (const { id } of [gone, removed])
    await db.membership.create({ data: { groupId, personId: id } });
  await db.group.update({
    where: { id: groupId },
    data: { visibility: "private", memberCount: { increment: 2 } },
  });
  await as(gone).groups.leave({ group });
  const { handle } = removed;
  await as(world.ada).moderation.suspend({ group, handle, days: 3, reason: "No." });
  await as(world.ada).groups.removeMember({ group, handle });
  for (const one of [world.ada, world.lena, world.bela])
    await as(one).people.block({ handle: blocked.handle });
  own = (await someGroup({ members: [[stranger, "owner"]] })).slug;
});

/** An input with these things wherever it names one of their kind. */
function about(input: unknown, things: Partial<Things>): unknown {
  if (typeof input !== "object" || input === null) return input;
  const named = Object.entries(input).map(([key, value]) => {
    if (key === "nominationIds" && things.nominationId) return [key, [things.nominationId]];
    const thing = things[key as keyof Things];
    return [key, thing && typeof value === "string" ? thing : about(value, things)];
  });
  if (Array.isArray(input)) return named.map(([, value]) => value);
  return Object.fromEntries(named);
}

/** An answer as it is sent: its data, or its refusal in all its words. */
async function answered(viewer: Viewer | null, path: string, input: unknown): Promise<unknown> {
  const call = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
  try {
    return { data: await (call as (input: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: error.code, message: error.message, refusal: refusalShape(error.cause) };
  }
}

/** Everything that an outsider learns from a call: its answer but for the names they sent, and its statements. */
async function learned(
  viewer: Viewer | null,
  path: string,
  input: unknown,
  things: Partial<Things>,
) {
  // Uses that are counted would be different ones.
  await db.rateLimit.deleteMany();
  let answer: unknown;
  const statements = await statementsOf(async () => {
    answer = await answered(viewer, path, input);
  });
  let said = JSON.stringify(answer) ?? "";
  for (const [name, value] of Object.entries(things)) said = said.replaceAll(value, name);
  // What was made just now has an id and a secret of its own, and is as old as that.
  said = said.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43}/g, "new");
  said = said.replace(/"readAt":\d+/, '"readAt":0');
  // Those that are asked at once come in any order.
  return { said, statements: statements.map(({ text }) => text).sort() };
}

let turn = 0;
/** Two of the callers, each in turn. */
function dealt(): string[] {
  const names = Object.keys(callers);
  turn += 1;
  return [names[turn % names.length] as string, names[(turn + 2) % names.length] as string];
}

/** Inputs that the table of honest ones does not have. */
const MORE: [string, Record<string, unknown>][] = [
  ["threads.add", { paper: "", parentId: "", body: "Words.", clientKey: randomUUID() }],
  ["threads.ofPaper", { paper: "", comment: "" }],
  ["notifications.following", { thing: "thread", id: "" }],
  ["notifications.following", { thing: "group", id: "" }],
  ["notifications.follow", { what: { thing: "thread", id: "" }, level: "follow" }],
  ["notifications.follow", { what: { thing: "group", id: "" }, level: "mute" }],
];
const idOf = (input: unknown, things: Partial<Things>) =>
  JSON.parse(
    JSON.stringify(input)
      .replace('"thing":"thread","id":""', `"thing":"thread","id":"${things.threadId}"`)
      .replace('"thing":"group","id":""', `"thing":"group","id":"${things.group}"`)
      .replace('"comment":""', `"comment":"${things.commentId}"`)
      .replace('"paper":""', `"paper":"${world.paper}"`),
  );

/** Calls of a procedure that name something of a group, with what each of them is about. */
function inputsOf(path: string): unknown[] {
  const honest = honestInputs({
    ...hidden,
    handle: world.bela.handle,
    paper: world.paper,
    paperId: world.paperId,
  });
  const all = [honest[path], ...MORE.flatMap(([name, input]) => (name === path ? [input] : []))];
  return all.filter((input) => {
    const same = JSON.stringify(idOf(about(input, hidden), hidden));
    return same !== JSON.stringify(idOf(about(input, missingThings()), missingThings()));
  });
}

async function alike(
  viewer: Viewer | null,
  path: string,
  input: unknown,
  kept: Partial<Things> = {},
) {
  const [there, nowhere] = [
    { ...hidden, ...kept },
    { ...missingThings(), ...kept },
  ];
  const of = (things: Things) => learned(viewer, path, idOf(about(input, things), things), things);
  const [one, other] = [await of(there), await of(nowhere)];
  expect(one).toEqual(other);
  return one;
}

describe("what is hidden is answered as what does not exist", () => {
  for (const path of Object.keys(DOORS)) {
    it(`${path}`, async () => {
      for (const input of inputsOf(path)) {
        for (const name of LONG ? Object.keys(callers) : dealt()) {
          await alike(callers[name] ?? null, path, input);
        }
        // The same things, asked for through a group of one's own.
        const mine = { ...hidden, group: own };
        const others = { ...missingThings(), group: own };
        if (JSON.stringify(about(input, mine)) !== JSON.stringify(about(input, others)))
          await alike(callers.stranger ?? null, path, input, { group: own });
      }
    });
  }

  it("asks for most procedures", () => {
    const asked = Object.keys(DOORS).filter((path) => inputsOf(path).length > 0);
    expect(asked.length).toBeGreaterThan(90);
  });
});
