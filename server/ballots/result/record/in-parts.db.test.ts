import { beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { addMembers } from "@/server/testing/fixtures/groups";
import { size } from "@/server/testing/tier";
import { closeBallot } from "../../life/closing";
import { writeRecord } from "./queries";
import { checkRecord } from "./rules";

ownDatabase();

const VOTES = size(900, 5000);
const TITLES = Array.from({ length: 20 }, (_, at) => `Paper ${at}`);

let world: Awaited<ReturnType<typeof groupWithBallot>>;
let closing: Awaited<ReturnType<typeof statementsOf>>;
beforeAll(async () => {
  world = await groupWithBallot(TITLES, { ballot: { rule: "schulze", secret: false } });
  await addRankings(world.organizer.group.id, world.id, VOTES);
  closing = await statementsOf(() => closeBallot(world.id, world.organizer));
});

/** Adds this many members, and lets each rank all candidates in a different order. */
async function addRankings(groupId: string, ballotId: string, count: number): Promise<void> {
  const ids = await addMembers(groupId, count);
  await db.$executeRaw`
    INSERT INTO "Vote" ("ballotId", "personId", answer)
    SELECT ${ballotId}::uuid, voter.id, jsonb_build_object('ranking', (
      SELECT jsonb_agg(jsonb_build_array(c.id) ORDER BY md5(c.id::text || voter.id::text))
      FROM "Candidate" c WHERE c."ballotId" = ${ballotId}::uuid))
    FROM unnest(${ids}::uuid[]) voter (id)`;
}

it("reads votes page by page when it closes, and sends none of them back to the database", () => {
  const pages = closing.filter(({ text }) => /SELECT .*"Vote"/s.test(text) && /LIMIT/.test(text));
  expect(pages).toHaveLength(Math.floor(VOTES / 250) + 1);
  const sent = closing.map(({ values }) => JSON.stringify(values).length);
  // The pairs of twenty papers make up most of it.
  expect(Math.max(...sent)).toBeLessThan(100_000);
});

it("writes its record in small parts that together equal the whole", async () => {
  const parts: string[] = [];
  for await (const part of await writeRecord(world.organizer, world.id, "192.0.2.1"))
    parts.push(part);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(64_001);
  const text = parts.join("");
  expect(text.length).toBeGreaterThan(VOTES * 20 * 40);
  const record = JSON.parse(text);
  expect(text).toBe(`${JSON.stringify(record, null, 2)}\n`);
  // The election's keys are in the order in which the database stores them.
  const { election } = await db.ballot.findUniqueOrThrow({ where: { id: world.id } });
  expect(JSON.stringify(record.election)).toBe(JSON.stringify(election));
  expect(record.election.votes).toHaveLength(VOTES);
  expect(Object.keys(record.names)).toHaveLength(VOTES);
  expect(checkRecord(record).differences).toEqual([]);
});
