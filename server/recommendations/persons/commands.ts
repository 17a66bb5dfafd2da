import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import type { dismissInput } from "./schema";

const DISMISSALS: Limit = { name: "dismissals", points: 500, perSeconds: 86_400 };

/** Notes that the viewer is not interested in a paper, or takes that back. Safe to repeat. @throws Refusal NOT_FOUND */
export async function dismiss(
  viewer: Viewer,
  { paperId, on }: z.output<typeof dismissInput>,
): Promise<void> {
  const key = { personId: viewer.id, paperId };
  if (!on) {
    await db.dismissal.deleteMany({ where: key });
    return;
  }
  await spend(DISMISSALS, viewer.id);
  const there = await db.paper.count({ where: { id: paperId } });
  if (there === 0) refuse("NOT_FOUND");
  await db.dismissal.createMany({ data: [{ ...key, createdAt: now() }], skipDuplicates: true });
}

/** Forgets everything that the viewer is not interested in. */
export async function clearDismissed(viewer: Viewer): Promise<void> {
  await db.dismissal.deleteMany({ where: { personId: viewer.id } });
}

/** Deletes what a person is not interested in. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.dismissal.deleteMany({ where: { personId } });
}
