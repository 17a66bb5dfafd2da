import "server-only";
import type { z } from "zod";
import { tellReaders } from "@/server/meetings/readers/commands";
import { listReadingsToTell } from "@/server/meetings/readers/queries";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { Shelf } from "../rules";
import { type chooseInput, type keepInput, SHELVED_MAX, type tellInput } from "../schema";

/** Locks a person for acts that count what they keep. @throws Refusal NOT_FOUND */
export async function lockKeeper(tx: Tx, personId: string): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
  if (found.length === 0) refuse("NOT_FOUND");
}

/** Holds a paper before anything refers to it, as a merge of papers locks it first. @throws Refusal NOT_FOUND */
export async function holdPaper(tx: Tx, paperId: string): Promise<void> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Paper" WHERE id = ${paperId}::uuid FOR KEY SHARE`;
  if (found.length === 0) {
    refuse("NOT_FOUND", { say: "This paper is no longer in the catalogue." });
  }
}

/**
 * Puts a paper on one of the viewer's three shelves, or takes it off. Safe to repeat.
 * @returns the shelf on which it was; for one that the viewer has read now, the groups that read it: those that were told,
 *   as the viewer chose, or those to ask about
 * @throws Refusal NOT_FOUND, CONFLICT beyond the number of papers
 */
export async function keepPaper(viewer: Viewer, { paperId, shelf }: z.output<typeof keepInput>) {
  const was = await transact((tx) => moveToShelf(tx, viewer.id, paperId, shelf));
  const none: string[] = [];
  if (shelf !== "read" || was === "read") return { was, told: none, ask: none };
  const choice = await db.tellingChoice.findUnique({
    where: { personId: viewer.id },
    select: { tells: true },
  });
  if (choice?.tells === false) return { was, told: none, ask: none };
  if (choice) return { was, told: await tellReaders(viewer, paperId), ask: none };
  return { was, told: none, ask: await listReadingsToTell(viewer, paperId) };
}

async function moveToShelf(
  tx: Tx,
  personId: string,
  paperId: string,
  shelf: Shelf | null,
): Promise<Shelf | null> {
  await lockKeeper(tx, personId);
  if (shelf !== null) await holdPaper(tx, paperId);
  const key = { personId_paperId: { personId, paperId } };
  const found = await tx.shelvedPaper.findUnique({ where: key, select: { shelf: true } });
  const was = found?.shelf ?? null;
  if (was === shelf) return was;
  if (shelf === null) {
    await tx.shelvedPaper.deleteMany({ where: { personId, paperId } });
    return was;
  }
  if (was === null && (await tx.shelvedPaper.count({ where: { personId } })) >= SHELVED_MAX) {
    refuse("CONFLICT", {
      say: `Your shelves have room for ${SHELVED_MAX} papers together. Take some off first.`,
    });
  }
  const put = { shelf, movedAt: now() };
  await tx.shelvedPaper.upsert({ where: key, create: { personId, paperId, ...put }, update: put });
  return was;
}

/**
 * Answers the question whether the viewer's groups are told that they have read a paper, and remembers the answer if
 * they want. @returns the names of the groups that were told
 */
export async function answerTelling(
  viewer: Viewer,
  { paperId, tell, remember }: z.output<typeof tellInput>,
): Promise<{ told: string[] }> {
  if (remember) await chooseTelling(viewer, { tells: tell });
  return { told: tell ? await tellReaders(viewer, paperId) : [] };
}

/** Chooses whether groups are told without a question. */
export async function chooseTelling(
  viewer: Viewer,
  { tells }: z.output<typeof chooseInput>,
): Promise<void> {
  const personId = viewer.id;
  await transact(async (tx) => {
    if (tells === null) await tx.tellingChoice.deleteMany({ where: { personId } });
    else {
      await lockKeeper(tx, personId);
      const where = { personId };
      await tx.tellingChoice.upsert({ where, create: { personId, tells }, update: { tells } });
    }
  });
}
