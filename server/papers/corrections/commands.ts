import "server-only";
import type { z } from "zod";
import type { PaperChangeKind } from "@/prisma/generated/enums";
import type { Viewer } from "@/server/people/policy";
import { holdPerson } from "@/server/people/presence";
import { now } from "@/server/platform/clock";
import { type Prisma, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { renderAbstract } from "../abstracts/rules";
import { partsAfter } from "../catalogue/authors/rules";
import {
  addSearchWords,
  removeSearchWords,
  retryOnDuplicate,
  storedParts,
} from "../catalogue/commands";
import { replaceIdentifiers } from "../catalogue/identifiers/commands";
import { identifiersOf } from "../catalogue/identifiers/rules";
import { changeOrigins } from "../origins/commands";
import { catalogueTopic, paperTopic } from "../rules";
import { fileAnew, refile } from "../topics/commands";
import { mayDelete, mayEdit, type Uses } from "./policy";
import { CORRECTED, readUses } from "./queries";
import {
  type Changes,
  changedFields,
  changesBetween,
  columnsOf,
  completeIdentifiers,
  FIELD_WORDS,
  type Field,
  fieldsFollowing,
  fieldsOf,
  findEmptied,
  type PaperFields,
} from "./rules";
import { type correctedFields, type editInput, PAPER_CHANGED, type paperIdInput } from "./schema";
import { demandUnique } from "./uniqueness";

export const EDITS: Limit = { name: "edits", points: 200, perSeconds: 86_400 };

/** A paper whose row is locked. */
export interface HeldPaper {
  id: string;
  slug: string;
  version: number;
  addedById: string | null;
  fields: PaperFields;
}

/** A locked paper, and how others use it. */
export interface LockedPaper extends HeldPaper {
  uses: Uses;
}

/** Locks a paper for a change. @returns null for a paper that is not there, or no longer */
export async function holdPaper(tx: Tx, paperId: string): Promise<HeldPaper | null> {
  await tx.$queryRaw`SELECT id FROM "Paper" WHERE id = ${paperId}::uuid FOR UPDATE`;
  const paper = await tx.paper.findUnique({ where: { id: paperId }, select: CORRECTED });
  if (!paper) return null;
  const { id, slug, version, addedById } = paper;
  return { id, slug, version, addedById, fields: fieldsOf(paper) };
}

/**
 * Locks a paper for a change by the viewer, who keeps their account until then.
 * @throws Refusal NOT_FOUND, also for a paper that was deleted meanwhile
 */
export async function lockPaper(tx: Tx, viewer: Viewer, paperId: string): Promise<LockedPaper> {
  await holdPerson(tx, viewer.id);
  const paper = await holdPaper(tx, paperId);
  if (!paper) refuse("NOT_FOUND");
  return { ...paper, uses: await readUses(tx, paper.id) };
}

/** Refuses a change of a version that is no longer the latest, and says what it is now. @throws Refusal CONFLICT */
export function demandLatest({ version, fields }: LockedPaper, basedOn: number): void {
  if (version === basedOn) return;
  refuse("CONFLICT", {
    say: "Somebody else changed this paper meanwhile. Compare both versions below, then save yours or take theirs.",
    details: { version, fields },
  });
}

/**
 * Changes a paper. Its address stays.
 * @returns its address and version
 * @throws Refusal NOT_ALLOWED, CONFLICT if it was changed meanwhile or if another paper has that title or identifier
 */
export async function editPaper(viewer: Viewer, input: z.output<typeof editInput>) {
  await spend(EDITS, viewer.id);
  const { paperId, basedOn, reason, ...given } = input;
  return retryOnDuplicate(() =>
    transact(async (tx) => {
      const paper = await lockPaper(tx, viewer, paperId);
      demand(mayEdit(viewer, paper));
      demandLatest(paper, basedOn);
      const changes = changesBetween(paper.fields, wantedFields(paper.fields, given));
      const by = { kind: "edit", changedById: viewer.id, reason } as const;
      const { version } = await changePaper(tx, paper, changes, by);
      return { slug: paper.slug, version };
    }),
  );
}

/**
 * The fields that somebody wants a paper to have. What they do not say stays, as far as it still fits.
 * @throws Refusal INVALID
 */
export function wantedFields(
  current: PaperFields,
  { authorParts, identifiers, ...given }: z.output<typeof correctedFields>,
): PaperFields {
  if (authorParts && authorParts.length > given.authors.length) {
    refuse("INVALID", { say: "There are more parts of names than authors.", field: "authors" });
  }
  const parts = authorParts
    ? given.authors.map((_, place) => authorParts[place] ?? null)
    : partsAfter(current.authors, current.authorParts, given.authors);
  return completeIdentifiers({
    ...given,
    authorParts: parts?.some(Boolean) ? parts : [],
    identifiers: identifiers ?? current.identifiers,
  });
}

interface ChangedBy {
  kind: PaperChangeKind;
  /** Null for a change by the site itself or by a source, of which nobody is notified. */
  changedById: string | null;
  reason: string;
  /** The source of a completion. */
  source?: string;
  undoesId?: string;
  suggestionId?: string;
  /** The other paper of a merge, which has its line even if no field changes. */
  otherSlug?: string;
  otherTitle?: string;
}

interface How {
  /** Whether fields may become empty again that were known meanwhile. */
  mayEmpty?: boolean;
}

/** Changes a locked paper and writes its history. @returns its version, and the line of its history if there is a new one */
export async function changePaper(
  tx: Tx,
  paper: HeldPaper,
  wanted: Changes,
  { mayEmpty = false, ...by }: ChangedBy & How,
): Promise<{ version: number; changeId: string | null }> {
  const fields = fieldsFollowing(paper.fields, wanted);
  const changes = changesBetween(paper.fields, fields);
  const names = changedFields(changes);
  const isMerge = by.otherSlug !== undefined;
  if (names.length === 0 && !isMerge) return { version: paper.version, changeId: null };
  const emptied = mayEmpty || isMerge ? null : findEmptied(changes);
  if (emptied)
    refuse("INVALID", { say: `The ${FIELD_WORDS[emptied]} cannot be empty.`, field: emptied });
  const key = await demandUnique(tx, paper, fields, changes);
  const version = paper.version + 1;
  const worded = changes.title || changes.authors || changes.abstract;
  if (worded) await removeSearchWords(tx, [paper.id]);
  const named = [paper.fields, fields].map(identifiersOf);
  await replaceIdentifiers(tx, paper.id, named[0] ?? [], named[1] ?? []);
  await tx.paper.update({
    where: { id: paper.id },
    data: {
      ...columnsOf(fields),
      ...key,
      ...(changes.authorParts ? { authorParts: storedParts(fields.authorParts) } : {}),
      ...(changes.abstract ? renderAbstract(fields.abstract) : {}),
      version,
    },
  });
  if (worded) await addSearchWords(tx, [paper.id]);
  const moved = (changes.title || changes.abstract) && (await fileAnew(tx, paper.id, fields));
  const changedAt = now();
  const change = await tx.paperChange.create({
    data: {
      paperId: paper.id,
      version,
      changedAt,
      ...by,
      fields: {
        create: names.map((field) => ({
          field,
          before: storedValue(changes[field]?.before),
          after: storedValue(changes[field]?.after),
        })),
      },
    },
    select: { id: true },
  });
  const { kind, source = "" } = by;
  await changeOrigins(tx, paper.id, changes, { id: change.id, kind, source, at: changedAt });
  // The other paper of a merge may be somebody else's.
  const isOthers = paper.addedById !== null && paper.addedById !== by.changedById;
  if (by.changedById && (isOthers || isMerge))
    await enqueue(tx, PAPER_CHANGED, { changeId: change.id });
  const listed = moved || changes.authors;
  await notifyTopics(tx, paperTopic(paper.id), ...(listed ? [catalogueTopic()] : []));
  return { version, changeId: change.id };
}

/** The value of a field in the history. */
function storedValue(value: PaperFields[Field] | undefined): Prisma.InputJsonValue {
  return (value ?? "") as Prisma.InputJsonValue;
}

/** Deletes a paper on which nothing hangs. @throws Refusal NOT_ALLOWED, and CLOSED with what hangs on it */
export async function deletePaper(
  viewer: Viewer,
  { paperId }: z.output<typeof paperIdInput>,
): Promise<void> {
  await transact(async (tx) => {
    // Threads are locked before papers, as by those who write in them.
    await tx.$queryRaw`
      SELECT id FROM "Thread" WHERE "paperId" = ${paperId}::uuid ORDER BY id FOR UPDATE`;
    const paper = await lockPaper(tx, viewer, paperId);
    demand(mayDelete(viewer, paper));
    await removeSearchWords(tx, [paperId]);
    await refile(tx, paperId, []);
    const said = [{ firstId: paperId }, { secondId: paperId }];
    await tx.differentPapers.deleteMany({ where: { OR: said } });
    await tx.paper.delete({ where: { id: paperId } });
    await notifyTopics(tx, paperTopic(paperId), catalogueTopic());
  });
}
