import "server-only";
import type { z } from "zod";
import { tellReaders } from "@/server/meetings/readers/commands";
import { listReadingsToTell } from "@/server/meetings/readers/queries";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { sign, verifyToken } from "@/server/platform/secrets/signed-link";
import type { Shelf } from "../rules";
import {
  type chooseInput,
  type keepInput,
  SHELF_BACK,
  SHELVED_MAX,
  type tellInput,
} from "../schema";

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
 * @returns the shelf on which it was, and what puts it back at its place there; for one that the viewer has read now, the groups that read it: those that were told,
 *   as the viewer chose, or those to ask about
 * @throws Refusal NOT_FOUND, CONFLICT beyond the number of papers
 */
export async function keepPaper(viewer: Viewer, input: z.output<typeof keepInput>) {
  const { paperId, shelf } = input;
  const found = await transact((tx) => moveToShelf(tx, viewer.id, input));
  const [was, none]: [Shelf | null, string[]] = [found?.shelf ?? null, []];
  const at = found?.movedAt;
  const back = at ? sign(SHELF_BACK, { personId: viewer.id, paperId, at }) : null;
  if (shelf !== "read" || was === "read") return { was, back, told: none, ask: none };
  const choice = await db.tellingChoice.findUnique({
    where: { personId: viewer.id },
    select: { tells: true },
  });
  if (choice?.tells === false) return { was, back, told: none, ask: none };
  if (choice) return { was, back, told: await tellReaders(viewer, paperId), ask: none };
  return { was, back, told: none, ask: await listReadingsToTell(viewer, paperId) };
}

/** @returns where the paper was, and since when; null if on no shelf */
async function moveToShelf(
  tx: Tx,
  personId: string,
  { paperId, shelf, back }: z.output<typeof keepInput>,
): Promise<{ shelf: Shelf; movedAt: Date } | null> {
  await lockKeeper(tx, personId);
  if (shelf !== null) await holdPaper(tx, paperId);
  const key = { personId_paperId: { personId, paperId } };
  const select = { shelf: true, movedAt: true } as const;
  const found = await tx.shelvedPaper.findUnique({ where: key, select });
  if ((found?.shelf ?? null) === shelf) return found;
  if (shelf === null) {
    await tx.shelvedPaper.deleteMany({ where: { personId, paperId } });
    return found;
  }
  if (found === null && (await tx.shelvedPaper.count({ where: { personId } })) >= SHELVED_MAX) {
    refuse("CONFLICT", {
      say: `Your shelves have room for ${SHELVED_MAX} papers together. Take some off first.`,
    });
  }
  const former = back === null ? null : verifyToken(SHELF_BACK, back);
  const isOfThis = former?.personId === personId && former.paperId === paperId;
  const put = { shelf, movedAt: isOfThis ? former.at : now() };
  await tx.shelvedPaper.upsert({ where: key, create: { personId, paperId, ...put }, update: put });
  return found;
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
