import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Prisma, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { forgetWaitings } from "../../awaited/commands";
import { retryOnDuplicate } from "../../catalogue/commands";
import { forgetMoved } from "../../merging/moving/commands";
import { changePaper, demandLatest, type LockedPaper, lockPaper, wantedFields } from "../commands";
import { mayAnswer } from "../policy";
import { type Changes, changesBetween, FIELD_WORDS, fieldsFollowing, findEmptied } from "../rules";
import {
  type acceptInput,
  type declineInput,
  SUGGESTED,
  SUGGESTION_ANSWERED,
  type suggestInput,
  type suggestionIdInput,
} from "../schema";

const SUGGESTIONS: Limit = { name: "suggestions", points: 20, perSeconds: 86_400 };

/**
 * Suggests a correction to the person who added the paper and to moderators.
 * @throws Refusal ALREADY_DONE while an earlier one by the viewer waits, CONFLICT if the paper was changed meanwhile,
 *   CLOSED if nobody could answer it
 */
export async function suggestCorrection(
  viewer: Viewer,
  input: z.output<typeof suggestInput>,
): Promise<void> {
  await spend(SUGGESTIONS, viewer.id);
  const { paperId, basedOn, reason, ...given } = input;
  await transact(async (tx) => {
    // The lock keeps two by one person from being written at once.
    const paper = await lockPaper(tx, viewer, paperId);
    demandLatest(paper, basedOn);
    const changes = changesBetween(paper.fields, wantedFields(paper.fields, given));
    if (Object.keys(changes).length === 0) {
      refuse("INVALID", { say: "Nothing is changed yet. Correct a field first." });
    }
    const emptied = findEmptied(changes);
    if (emptied)
      refuse("INVALID", { say: `The ${FIELD_WORDS[emptied]} cannot be empty.`, field: emptied });
    const waiting = { paperId, suggestedById: viewer.id, decidedAt: null };
    if ((await tx.paperSuggestion.count({ where: waiting })) > 0) {
      refuse("ALREADY_DONE", {
        say: "Your earlier suggestion for this paper still waits for an answer. Take it back to make another.",
      });
    }
    await demandReader(tx, viewer, paper);
    const { id: suggestionId } = await tx.paperSuggestion.create({
      data: {
        paperId,
        suggestedById: viewer.id,
        changes: changes as unknown as Prisma.InputJsonObject,
        reason,
        suggestedAt: now(),
      },
      select: { id: true },
    });
    await enqueue(tx, SUGGESTED, { suggestionId });
  });
}

/** Refuses a suggestion that nobody could answer. @throws Refusal CLOSED */
async function demandReader(tx: Tx, viewer: Viewer, { addedById }: LockedPaper): Promise<void> {
  const readers = await tx.person.count({
    where: {
      suspendedAt: null,
      deletedAt: null,
      OR: [
        { moderatorSince: { not: null } },
        ...(addedById && addedById !== viewer.id ? [{ id: addedById }] : []),
      ],
    },
  });
  if (readers > 0) return;
  refuse("CLOSED", {
    say: "There is nobody on this site yet who could answer your suggestion. Contact the people who run it.",
  });
}

/** Takes the viewer's own suggestion back, unless it has an answer. Safe to repeat. */
export async function takeSuggestionBack(
  viewer: Viewer,
  { suggestionId }: z.output<typeof suggestionIdInput>,
): Promise<void> {
  await db.paperSuggestion.deleteMany({
    where: { id: suggestionId, suggestedById: viewer.id, decidedAt: null },
  });
}

/** Locks a suggestion and its paper for an answer by the viewer. @throws Refusal NOT_FOUND, NOT_ALLOWED, ALREADY_DONE */
async function lockSuggestion(tx: Tx, viewer: Viewer, suggestionId: string) {
  const where = { id: suggestionId };
  const found = await tx.paperSuggestion.findUnique({ where, select: { paperId: true } });
  if (!found?.paperId) refuse("NOT_FOUND");
  const paper = await lockPaper(tx, viewer, found.paperId);
  await tx.$queryRaw`SELECT id FROM "PaperSuggestion" WHERE id = ${suggestionId}::uuid FOR UPDATE`;
  const suggestion = await tx.paperSuggestion.findUnique({
    where,
    select: { suggestedById: true, changes: true, reason: true, decidedAt: true },
  });
  if (!suggestion) refuse("NOT_FOUND");
  demand(mayAnswer(viewer, paper, suggestion));
  if (suggestion.decidedAt) {
    refuse("ALREADY_DONE", { say: "Somebody has already answered this suggestion." });
  }
  return { paper, suggestion: { ...suggestion, changes: suggestion.changes as Changes } };
}

/** Writes the answer to a locked suggestion, and queues the notification about it. */
async function answerSuggestion(
  tx: Tx,
  viewer: Viewer,
  suggestionId: string,
  { accepted, answer }: { accepted: boolean; answer: string },
): Promise<void> {
  await tx.paperSuggestion.update({
    where: { id: suggestionId },
    data: { decidedAt: now(), decidedById: viewer.id, accepted, answer },
  });
  await enqueue(tx, SUGGESTION_ANSWERED, { suggestionId });
}

/**
 * Carries a suggestion out. Fields that were changed since are changed once more: whoever decides has seen both.
 * @throws Refusal CONFLICT if the paper was changed after they saw it, ALREADY_DONE
 */
export async function acceptSuggestion(
  viewer: Viewer,
  { suggestionId, basedOn }: z.output<typeof acceptInput>,
): Promise<void> {
  await retryOnDuplicate(() =>
    transact(async (tx) => {
      const { paper, suggestion } = await lockSuggestion(tx, viewer, suggestionId);
      if (paper.version !== basedOn) {
        refuse("CONFLICT", {
          say: "The paper was changed meanwhile. Look at the suggestion again, then decide.",
        });
      }
      const wanted = fieldsFollowing(paper.fields, suggestion.changes);
      const by = { kind: "suggestion", changedById: viewer.id, suggestionId } as const;
      const changes = changesBetween(paper.fields, wanted);
      await answerSuggestion(tx, viewer, suggestionId, { accepted: true, answer: "" });
      await changePaper(tx, paper, changes, { ...by, reason: suggestion.reason });
    }),
  );
}

/** Declines a suggestion for a reason, which the person who made it reads. @throws Refusal ALREADY_DONE */
export async function declineSuggestion(
  viewer: Viewer,
  { suggestionId, reason }: z.output<typeof declineInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockSuggestion(tx, viewer, suggestionId);
    await answerSuggestion(tx, viewer, suggestionId, { accepted: false, answer: reason });
  });
}

/**
 * Deletes the papers that a person waits for, their suggestions except those that are part of a paper's history, and the
 * names of their files.
 */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await forgetWaitings(tx, personId);
  await forgetMoved(tx, personId);
  await tx.paperImport.updateMany({
    where: { importedById: personId },
    data: { fileName: "a file" },
  });
  await tx.paperSuggestion.deleteMany({
    where: { suggestedById: personId, OR: [{ accepted: null }, { accepted: false }] },
  });
}
