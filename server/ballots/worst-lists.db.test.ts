import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { HOUR, openBallot, withPool } from "@/server/testing/choosing";
import { ownDatabase } from "@/server/testing/database";
import { ballotPage } from "./page";
import { pool } from "./pool";
import { readings } from "./queries";
import { CANDIDATES_MAX, PITCH_MAX, POOL_MAX } from "./schema";

// What one person may write at most, of signs that take eleven bytes on a page.
ownDatabase();

const WORST = "&".repeat(PITCH_MAX);

async function worstPapers(count: number): Promise<string[]> {
  const papers = Array.from({ length: count }, () => {
    const id = randomUUID();
    const authors = Array.from({ length: 100 }, () => "&".repeat(200));
    return {
      id,
      slug: id,
      title: "&".repeat(500),
      normalizedTitle: id,
      abstract: "Words.",
      authors,
    };
  });
  await db.paper.createMany({ data: papers });
  return papers.map(({ id }) => id);
}

/** Bytes of a list in the data of a page, where an ampersand is \u0026. */
const sent = (list: unknown) => JSON.stringify(list).replaceAll("&", "\\u0026").length;

it("bounds the bytes of a pool, of a ballot and of what was read", async () => {
  const { organizer } = await withPool([]);
  const groupId = organizer.group.id;
  const ids = await worstPapers(POOL_MAX);
  const nominatedById = organizer.viewer.id;
  await db.nomination.createMany({
    data: ids.map((paperId) => ({ groupId, paperId, nominatedById, pitch: WORST })),
  });
  const waiting = (await pool(organizer, 1)).nominations;
  expect(waiting).toHaveLength(POOL_MAX);
  expect(waiting[0]).toMatchObject({ pitch: WORST, paper: { title: "&".repeat(500) } });
  expect(sent(waiting)).toBeLessThan(1_000_000);

  const nominationIds = waiting.slice(0, CANDIDATES_MAX).map(({ id }) => id);
  const closesAt = new Date(Date.now() + HOUR);
  const { id } = await openBallot(organizer, { nominationIds, closesAt });
  expect(sent(await ballotPage(organizer, id))).toBeLessThan(500_000);

  await db.reading.createMany({ data: ids.map((paperId) => ({ groupId, paperId })) });
  const read = (await readings(organizer, 1)).readings;
  expect(read).toHaveLength(POOL_MAX);
  expect(sent(read)).toBeLessThan(700_000);
});
