import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { findViewer } from "@/server/people/sessions/queries";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { Refusal, refuse } from "@/server/platform/refusal";
import { addPaper } from "../commands";
import { type Identifier, type IdentifierType, identifierOf } from "../pasting/identifiers";
import { type Piece, splitPasted } from "../pasting/pieces";
import { findPaperIds } from "../queries";
import { addInput, type fetchInput } from "../schema";
import { fetchRecord, type Means } from "../sources/fetching/commands";
import { fieldsOf } from "../sources/fetching/pasted";
import type { FoundRecord } from "../sources/record";
import { AWAITED_MAX, nextQuestionAt, waitingSince } from "./rules";
import { AWAITED_ENDED, type awaitedIdInput } from "./schema";

const WAITINGS: Limit = { name: "awaited papers", points: 50, perSeconds: 86_400 };
/** Papers asked for in one run: arXiv is asked once in three seconds. */
const A_RUN = 20;
/** Days for which an ended one is kept; notifications about it are kept for 180. */
const KEPT_DAYS = 200;

/**
 * Waits for a paper that its source does not have yet. Safe to repeat.
 * @throws Refusal INVALID for a text without an identifier, CONFLICT while the viewer waits for too many
 */
export async function awaitPaper(
  viewer: Viewer,
  { text }: z.output<typeof fetchInput>,
): Promise<void> {
  await spend(WAITINGS, viewer.id);
  const [{ read }] = splitPasted(text, 1).pieces as [Piece];
  const id = "ids" in read ? read.ids.find(({ type }) => type !== "url") : undefined;
  if (!id) refuse("INVALID", { say: "Only papers with an identifier can be waited for." });
  const personId = viewer.id;
  await transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR NO KEY UPDATE`;
    // A new row, because the notification about an earlier one may still be there.
    await tx.awaitedPaper.deleteMany({ where: { personId, ...id, endedAt: { not: null } } });
    const waiting = await tx.awaitedPaper.findMany({
      where: { personId, endedAt: null },
      select: { type: true, value: true },
    });
    if (waiting.some(({ type, value }) => type === id.type && value === id.value)) return;
    if (waiting.length >= AWAITED_MAX) {
      refuse("CONFLICT", {
        say: `You are already waiting for ${AWAITED_MAX} papers. Stop waiting for one of them, or wait until it appears.`,
      });
    }
    const at = now();
    await tx.awaitedPaper.create({
      data: { personId, ...id, createdAt: at, askAt: nextQuestionAt(0, at) },
    });
  });
}

/**
 * Stops waiting for a paper. One that comes at the same moment is added or not, but never without a notification.
 * @throws Refusal NOT_FOUND if the viewer waits for no such paper, or no longer
 */
export async function stopAwaiting(
  viewer: Viewer,
  { awaitedId }: z.output<typeof awaitedIdInput>,
): Promise<void> {
  const { count } = await db.awaitedPaper.deleteMany({
    where: { id: awaitedId, personId: viewer.id, endedAt: null },
  });
  if (count === 0) refuse("NOT_FOUND", { say: "You no longer wait for this paper." });
}

interface Waiting {
  id: string;
  personId: string;
  type: string;
  value: string;
  createdAt: Date;
  askAt: Date;
  asked: number;
}

/** Asks for awaited papers that are due. One that has come is added in the name of the person who waits for it. */
export async function askForAwaited(by?: Means): Promise<void> {
  await deleteOldWaitings();
  const due = await db.awaitedPaper.findMany({
    where: { endedAt: null, askAt: { lte: now() } },
    orderBy: { askAt: "asc" },
    take: A_RUN,
  });
  for (const waiting of due) await askFor(waiting, by);
}

async function askFor(waiting: Waiting, by: Means | undefined): Promise<void> {
  const { id, askAt, asked } = waiting;
  // Another process may be asking at the same time.
  const { count } = await db.awaitedPaper.updateMany({
    where: { id, askAt, endedAt: null },
    data: { askAt: nextQuestionAt(asked + 1, now()), asked: asked + 1 },
  });
  const named = identifierOf(waiting.type as IdentifierType, waiting.value);
  if (count === 0 || !named) return;
  const fetched = await fetchRecord(named, by);
  const isLast = waiting.createdAt <= waitingSince(now());
  if (fetched.outcome === "found") return finish(waiting, named, fetched.record, isLast);
  if (isLast) await end(id, { came: false, paperId: null });
}

/** Adds a paper that has come. One that the catalogue cannot take as it is waits for its person. */
async function finish(
  waiting: Waiting,
  named: Identifier,
  record: FoundRecord,
  isLast: boolean,
): Promise<void> {
  const person = await findViewer(waiting.personId);
  if (!person || person.viewer.suspended) return end(waiting.id, { came: true, paperId: null });
  const fields = addInput.safeParse(fieldsOf(record, named)).data;
  if (!fields) return end(waiting.id, { came: true, paperId: null });
  try {
    const { slug } = await addPaper(person.viewer, fields);
    const paperId = (await findPaperIds([slug])).get(slug) ?? null;
    await end(waiting.id, { came: true, paperId });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    // The person has added as many papers today as they may: it is tried again with the next question.
    if (refusal.code === "TOO_MANY" && !isLast) return;
    await end(waiting.id, { came: true, paperId: null });
  }
}

async function end(id: string, how: { came: boolean; paperId: string | null }): Promise<void> {
  await transact(async (tx) => {
    const data = { ...how, endedAt: now() };
    const { count } = await tx.awaitedPaper.updateMany({ where: { id, endedAt: null }, data });
    if (count > 0) await enqueue(tx, AWAITED_ENDED, { awaitedId: id });
  });
}

async function deleteOldWaitings(): Promise<void> {
  const endedAt = { lt: new Date(now().getTime() - KEPT_DAYS * 864e5) };
  await db.awaitedPaper.deleteMany({ where: { endedAt } });
}

/** Deletes the papers that a person waits for. */
export async function forgetWaitings(tx: Tx, personId: string): Promise<void> {
  await tx.awaitedPaper.deleteMany({ where: { personId } });
}
