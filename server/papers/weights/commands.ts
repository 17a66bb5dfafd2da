import "server-only";
import { listNotWeighed, recordWeighed } from "@/server/people/standing/commands";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { rankingTopic, scoreOfWeight, upvoteWeight, WHOLE_SHARE } from "../rules";

/** Upvotes raised in one transaction. */
const BATCH = 500;

/**
 * Lets the upvotes weigh in full that people gave before they were established. Safe to stop and to run twice: who has
 * fresh upvotes left is not recorded as weighed. None can come after that, because `upvote` locks its person.
 */
export async function raiseUpvotes(): Promise<void> {
  for (let people = await listNotWeighed(); people.length > 0; people = await listNotWeighed()) {
    while ((await transact((tx) => raiseSome(tx, people))) > 0);
    await recordWeighed(people);
  }
}

interface Fresh {
  paperId: string;
  createdAt: Date;
  share: number;
}

/** Raises fresh upvotes of these people on a bounded number of papers. @returns how many */
async function raiseSome(tx: Tx, people: readonly string[]): Promise<number> {
  const found = await tx.$queryRaw<{ paperId: string }[]>`
    SELECT DISTINCT "paperId" FROM (
      SELECT "paperId" FROM "Upvote" WHERE "personId" = ANY(${[...people]}::uuid[]) AND share < ${WHOLE_SHARE}::int
      ORDER BY "personId" LIMIT ${BATCH}
    ) given ORDER BY "paperId"`;
  const papers = found.map(({ paperId }) => paperId);
  if (papers.length === 0) return 0;
  // As by those who upvote: with the standing, a paper's upvotes are locked.
  const standings = await tx.$queryRaw<{ id: string; weight: string }[]>`
    SELECT "paperId" AS id, "trendingWeight"::text AS weight FROM "PaperStanding"
    WHERE "paperId" = ANY(${papers}::uuid[]) ORDER BY "paperId" FOR UPDATE`;
  const fresh = await tx.$queryRaw<Fresh[]>`
    SELECT "paperId", "createdAt", share FROM "Upvote"
    WHERE "paperId" = ANY(${papers}::uuid[]) AND "personId" = ANY(${[...people]}::uuid[]) AND share < ${WHOLE_SHARE}::int`;
  await tx.$executeRaw`
    UPDATE "Upvote" SET share = ${WHOLE_SHARE}::int
    WHERE "paperId" = ANY(${papers}::uuid[]) AND "personId" = ANY(${[...people]}::uuid[]) AND share < ${WHOLE_SHARE}::int`;
  const sums = new Map(standings.map(({ id, weight }) => [id, BigInt(weight)]));
  for (const { paperId, createdAt, share } of fresh) {
    const more = upvoteWeight(createdAt, WHOLE_SHARE) - upvoteWeight(createdAt, share);
    sums.set(paperId, (sums.get(paperId) ?? 0n) + more);
  }
  await tx.$executeRaw`
    UPDATE "PaperStanding" s SET "trendingWeight" = new.weight::numeric, heat = new.score
    FROM unnest(${[...sums.keys()]}::uuid[], ${[...sums.values()].map(String)}::text[],
      ${[...sums.values()].map(scoreOfWeight)}::float8[]) AS new(id, weight, score) WHERE s."paperId" = new.id`;
  await notifyTopics(tx, rankingTopic());
  return fresh.length;
}
