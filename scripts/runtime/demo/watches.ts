import { randomUUID } from "node:crypto";
import { PAPERS } from "@/prisma/demo/catalogue";
import type { DemoPaper } from "@/prisma/demo/paper";
import type { DemoGroup, DemoWatch } from "@/prisma/demo/story";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { nextLookAt } from "@/server/watches/rules";
import { newWatchInput, PER_DAY_USUAL } from "@/server/watches/schema";
import { type calendarOf, daysBefore } from "./calendar";
import type { Shelf } from "./papers";

interface Stage {
  groupId: string;
  on: ReturnType<typeof calendarOf>;
  shelf: Shelf;
  now: Date;
}

/**
 * Sets up a group's watches as if each had looked once a day. None asks its place now, and none will within a day: a seed
 * needs no network.
 */
export async function addWatches(story: DemoGroup, stage: Stage): Promise<void> {
  for (const watch of story.watches ?? []) await addWatch(watch, story.timeZone, stage);
}

async function addWatch(
  { kind, query, name, since, suggested }: DemoWatch,
  timeZone: string,
  { groupId, on, shelf, now }: Stage,
): Promise<void> {
  const id = randomUUID();
  // Parsed by the form's schema, like all input.
  const { place, ...settings } = newWatchInput.parse({
    place: { kind, query },
    name,
    perDay: PER_DAY_USUAL,
  });
  const lookedAt = (daysAgo: number) =>
    new Date(Math.min(nextLookAt(id, timeZone, daysBefore(now, daysAgo)).getTime(), now.getTime()));
  const found = suggested.map(({ paper, daysAgo }) => ({
    ...{ key: keyOf(PAPERS[paper]), paperId: shelf[paper].id, brought: true },
    foundAt: lookedAt(daysAgo),
  }));
  await db.watch.create({
    data: {
      ...{ id, groupId, ...place, ...settings },
      ...{ createdAt: on(since), outcome: "looked", ranAt: lookedAt(1) },
      nextAt: nextLookAt(id, timeZone, daysBefore(now, -1)),
      brought: suggested.filter(({ daysAgo }) => daysAgo === 1).length,
      papers: { create: found },
    },
  });
}

/** The key of a paper, by which its watch knows it again. */
function keyOf({ arxivId, doi }: DemoPaper): string {
  return hashSecret(arxivId ? `arxiv ${arxivId}` : `doi ${doi?.toLowerCase()}`);
}
