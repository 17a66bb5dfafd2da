import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { renderAbstract } from "../abstracts/rules";
import { addSearchWords, removeSearchWords } from "../catalogue/commands";
import { addIdentifiers } from "../catalogue/identifiers/commands";
import { findHolders } from "../catalogue/identifiers/queries";
import { identifiersOf } from "../catalogue/identifiers/rules";
import { isSameIdentifier } from "../catalogue/rules";
import { changePaper, type LockedPaper, lockPaper } from "../corrections/commands";
import { changesFrom } from "../corrections/queries";
import type { Identifier } from "../pasting/identifiers";
import { catalogueTopic, normalizedTitle, paperTopic, rankingTopic } from "../rules";
import { titleInSigns } from "../titles/shown";
import { fileAnew, refile } from "../topics/commands";
import { readOwnRows, restoreOwnRows } from "./records/commands";
import { emptyAgain, fillMissing, type MergedPaper } from "./rules";

/** Locks papers with their standings, which those who upvote lock first. @throws Refusal NOT_FOUND */
export async function lockPapers(
  tx: Tx,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, LockedPaper>> {
  const sorted = [...ids].sort();
  await tx.$queryRaw`
    SELECT "paperId" FROM "PaperStanding" WHERE "paperId" = ANY(${sorted}::uuid[])
    ORDER BY "paperId" FOR UPDATE`;
  const locked = new Map<string, LockedPaper>();
  for (const id of sorted) locked.set(id, await lockPaper(tx, viewer, id));
  return locked;
}

/** Keeps what is needed to make a locked paper again. @returns the id of the merge */
export async function recordMerge(tx: Tx, otherId: string, keptId: string): Promise<string> {
  const row = await tx.paper.findUniqueOrThrow({
    where: { id: otherId },
    include: { imported: { select: { importId: true } } },
  });
  const paper: MergedPaper = {
    abstract: row.abstract,
    authors: row.authors,
    authorParts: row.authorParts,
    arxivId: row.arxivId,
    doi: row.doi,
    url: row.url,
    publishedOn: row.publishedOn?.toISOString() ?? null,
    publishedPrecision: row.publishedPrecision,
    venue: row.venue,
    status: row.status,
    addedById: row.addedById,
    addedAt: row.addedAt.toISOString(),
    version: row.version,
    namesake: row.namesake,
    importId: row.imported?.importId ?? null,
    own: await readOwnRows(tx, otherId),
  };
  const { id } = await tx.paperMerge.create({
    data: {
      ...{ formerId: otherId, slug: row.slug, title: row.title, keptId, mergedAt: now() },
      paper: paper as unknown as Prisma.InputJsonObject,
    },
    select: { id: true },
  });
  return id;
}

/** Takes a paper, from which everything was moved, out of the catalogue, and fills in what the one that stays lacks. */
export async function finishMerge(
  tx: Tx,
  viewer: Viewer,
  mergeId: string,
  { kept, other, reason }: { kept: LockedPaper; other: LockedPaper; reason: string },
): Promise<void> {
  await removeSearchWords(tx, [other.id]);
  await refile(tx, other.id, []);
  await tx.paper.delete({ where: { id: other.id } });
  const { changeId } = await changePaper(tx, kept, fillMissing(kept.fields, other.fields), {
    kind: "merge",
    changedById: viewer.id,
    reason,
    otherSlug: other.slug,
    otherTitle: other.fields.title,
  });
  if (changeId)
    await tx.paperChange.update({ where: { id: changeId }, data: { beganId: mergeId } });
  await announceBoth(tx, kept.id, other.id);
}

/** Drops the finished pages of both papers, and tells open ones. */
async function announceBoth(tx: Tx, ...ids: string[]): Promise<void> {
  await notifyTopics(tx, ...ids.map(paperTopic), catalogueTopic(), rankingTopic());
}

/** A merge that can be undone. */
export interface Undoable {
  id: string;
  formerId: string;
  keptId: string;
  slug: string;
  title: string;
  mergedAt: Date;
  paper: MergedPaper;
}

/** Finds a merge whose paper is locked. @throws Refusal NOT_FOUND, CLOSED while a later merge stands */
export async function findUndoable(tx: Tx, mergeId: string, keptId: string): Promise<Undoable> {
  const merge = await tx.paperMerge.findUnique({ where: { id: mergeId, keptId } });
  if (!merge) refuse("NOT_FOUND");
  const later = await tx.paperMerge.findFirst({
    where: {
      keptId: merge.keptId,
      OR: [
        { mergedAt: { gt: merge.mergedAt } },
        { mergedAt: merge.mergedAt, id: { gt: merge.id } },
      ],
    },
    orderBy: [{ mergedAt: "desc" }, { id: "desc" }],
    select: { title: true },
  });
  if (later) {
    refuse("CLOSED", {
      say: `Undo the merge of “${titleInSigns(later.title)}” first: it came after this one.`,
    });
  }
  return { ...merge, paper: merge.paper as unknown as MergedPaper };
}

/** Makes a merged paper again, under its id and its address, with nothing hanging on it yet. */
export async function restorePaper(tx: Tx, merge: Undoable): Promise<void> {
  const { formerId: id, slug, title, paper } = merge;
  const { importId, namesake, publishedOn, addedAt, addedById, authorParts, own, ...columns } =
    paper;
  const key = normalizedTitle(title);
  const adder = addedById
    ? await tx.person.findFirst({ where: { id: addedById, deletedAt: null }, select: { id: true } })
    : null;
  await tx.paper.create({
    data: {
      ...columns,
      ...{ id, slug, title, normalizedTitle: key, arxivId: null, doi: null },
      ...renderAbstract(paper.abstract),
      namesake: await findNamesake(tx, key, namesake),
      authorParts: (authorParts as Prisma.InputJsonArray | null) ?? Prisma.DbNull,
      publishedOn: publishedOn ? new Date(publishedOn) : null,
      addedAt: new Date(addedAt),
      addedById: adder?.id ?? null,
    },
  });
  if (importId && (await tx.paperImport.count({ where: { id: importId } })) > 0)
    await tx.importedPaper.create({ data: { paperId: id, importId } });
  await restoreOwnRows(tx, own);
  await addSearchWords(tx, [id]);
}

/** The number that a paper had among those of like titles, or the next one. */
async function findNamesake(tx: Tx, normalizedTitle: string, had: number): Promise<number> {
  const taken = await tx.paper.findMany({
    where: { normalizedTitle },
    select: { namesake: true },
  });
  const numbers = taken.map(({ namesake }) => namesake);
  return numbers.includes(had) ? Math.max(...numbers) + 1 : had;
}

/** Empties what a merge filled in, gives the other paper its identifiers, and ends the merge. */
export async function finishUndoing(
  tx: Tx,
  viewer: Viewer,
  { merge, kept, reason }: { merge: Undoable; kept: LockedPaper; reason: string },
): Promise<void> {
  const { id, formerId, slug, title, keptId } = merge;
  const told = await tx.paperChange.findFirst({
    where: { began: { id } },
    select: { fields: { select: { field: true, before: true, after: true } } },
  });
  const filled = changesFrom(told?.fields ?? []);
  await changePaper(tx, kept, emptyAgain(kept.fields, filled), {
    kind: "unmerge",
    changedById: viewer.id,
    reason,
    otherSlug: slug,
    otherTitle: title,
  });
  await restoreIdentifiers(tx, merge);
  // What people chose for it is back by now.
  await fileAnew(tx, formerId, { title, abstract: merge.paper.abstract });
  await tx.paperMerge.delete({ where: { id } });
  await announceBoth(tx, keptId, formerId);
}

/** Gives a paper the identifiers of its fields, except those that another paper has by now. */
async function restoreIdentifiers(tx: Tx, { formerId, paper }: Undoable): Promise<void> {
  const wanted = identifiersOf(paper);
  const holders = await findHolders(tx, wanted);
  const free = wanted.filter((id) => !holders.some((held) => isSameIdentifier(held, id)));
  await addIdentifiers(
    tx,
    free.map((id) => ({ ...id, paperId: formerId })),
  );
  const holds = (type: Identifier["type"], value: string | null) =>
    value !== null &&
    !holders.some((held) => held.paperId !== formerId && isSameIdentifier(held, { type, value }));
  await tx.paper.update({
    where: { id: formerId },
    data: {
      arxivId: holds("arxiv", paper.arxivId) ? paper.arxivId : null,
      doi: holds("doi", paper.doi) ? paper.doi : null,
    },
  });
}
