import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { beforeAll, expect, it } from "vitest";
import { sweep } from "@/server/ballots/jobs";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { enqueueDueEmails } from "@/server/notifications/gathering/commands";
import { handlers as notifications } from "@/server/notifications/jobs";
import { remind } from "@/server/notifications/reminding/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { tablesWith } from "@/server/testing/doors/leftovers";
import { ballotOn, groupWithTaste } from "@/server/testing/fixtures/forecasts";
import { honestInputs } from "@/server/testing/hostile/honest-inputs";
import { person, session } from "@/server/testing/world";
import { appRouter } from "./root";
import { ROUTES } from "./routes/routes";

// While a ballot is open, everything that Colloquy says to anybody is searched for its forecast: each procedure that reads,
// those of ballots that write, each address for machines, each email, and each row that is kept.
ownDatabase();

const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: "query" | "mutation" | "subscription" } }
>;

let world: Awaited<ReturnType<typeof groupWithTaste>>;
let ballotId: string;
/** The texts that nobody may read: the secret, and each chance beside its candidate. */
let secrets: string[];
let nonce: string;
let seal: string;
const people: Record<string, Viewer | null> = { guest: null };

beforeAll(async () => {
  world = await groupWithTaste();
  const { organizer, others, waiting, slug } = world;
  const ballot = await ballotOn(organizer, waiting, { candidateList: "open", sight: "always" });
  ballotId = ballot.id;
  const { sealed } = await db.forecast.findUniqueOrThrow({ where: { ballotId } });
  const { chances, ...rest } = JSON.parse(sealed);
  nonce = rest.nonce;
  const pairs = Object.entries(chances).map(([id, chance]) => `"${id}":${chance}`);
  secrets = [nonce, ...pairs];
  seal = (await as(organizer.viewer).ballots.page({ group: slug, ballotId })).forecast?.seal ?? "";
  const [stranger, office] = await Promise.all([
    person(),
    person({ moderator: true, operator: true }),
  ]);
  const member = (others[0] as MemberScope).viewer;
  Object.assign(people, { stranger, office, member, owner: organizer.viewer });
});

function inputs(): Record<string, unknown> {
  const { papers, slug, waiting, organizer } = world;
  const [paper] = papers.slice(-1);
  return honestInputs({
    ...{ handle: organizer.viewer.handle, group: slug, ballotId },
    ...{ paper: paper?.slug ?? "", paperId: paper?.id ?? "", nominationId: waiting[0] ?? "" },
    ...{ readingId: randomUUID(), meetingId: randomUUID(), commentId: randomUUID() },
    subscriptionId: randomUUID(),
  });
}

/** Everything that these procedures answer to a person. */
async function asked(viewer: Viewer | null, paths: readonly string[]): Promise<string> {
  const given = inputs();
  let said = "";
  for (const path of paths) {
    await db.rateLimit.deleteMany();
    const call = path
      .split(".")
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], as(viewer));
    try {
      const answer = await (call as (input: unknown) => Promise<unknown>)(given[path]);
      said += `${JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? `${value}` : value))}\n`;
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      said += `${error.message} ${JSON.stringify(error.cause ?? null)}\n`;
    }
  }
  return said;
}

const queries = Object.keys(procedures).filter((path) => procedures[path]?._def.type === "query");

/** Everything that the addresses for machines answer to a person's browser. */
async function fetched(viewer: Viewer | null): Promise<string> {
  const cookie = viewer ? `colloquy.session=${await session(viewer.id)}` : "";
  const named: Record<string, string> = {
    ...{ group: world.slug, ballot: ballotId, format: "csv" },
    ...{ paper: world.papers.at(-1)?.slug ?? "", file: `${randomUUID()}.ics` },
    ...{ thread: randomUUID(), token: "x".repeat(43) },
  };
  let said = "";
  for (const { path, answers } of ROUTES) {
    if (!answers.GET || path.includes(":calls") || path.includes(":provider")) continue;
    await db.rateLimit.deleteMany();
    const url = path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? name);
    const request = new Request(`http://localhost${url}`, { headers: { cookie } });
    const answer = await answers.GET(request, named as never);
    said += `${await answer.text()}\n`;
  }
  return said;
}

const toldIn = (text: string) => secrets.filter((secret) => text.includes(secret));

for (const name of ["guest", "stranger", "office", "member", "owner"]) {
  it(`is told to nobody while its ballot is open: ${name}`, async () => {
    const said =
      (await asked(people[name] ?? null, queries)) + (await fetched(people[name] ?? null));
    expect(toldIn(said)).toEqual([]);
    // They have asked about this ballot.
    expect(said).toContain(seal);
  });
}

it("is told by nothing that people do with the ballot, and stands in no email", async () => {
  const { others, organizer, waiting } = world;
  const acts = ["vote", "addCandidate", "freeze", "change", "remind"].map(
    (one) => `ballots.${one}`,
  );
  const said = (await asked(organizer.viewer, acts)) + (await asked(people.member ?? null, acts));
  const { candidates } = await as(organizer.viewer).ballots.page({ group: world.slug, ballotId });
  const answer = { approvals: [candidates[0]?.id as string] };
  await castVote(others[0] as MemberScope, { ballotId, answer });
  await sweep();
  await remind();
  await workOff(notifications);
  await db.emailTurn.updateMany({ data: { dueAt: new Date() } });
  await enqueueDueEmails();
  await workOff(notifications);
  const mails = JSON.stringify(await db.mailMessage.findMany());
  expect(toldIn(said + mails)).toEqual([]);
  expect(waiting.length).toBe(3);
  expect(await tablesWith(nonce)).toEqual(["Forecast"]);
});

it("is told to everybody once the group has chosen", async () => {
  const { organizer, slug } = world;
  await as(organizer.viewer).ballots.close({ group: slug, ballotId });
  expect(await asked(null, ["ballots.page"])).toContain(nonce);
  expect(await fetched(people.member ?? null)).toContain(nonce);
});
