import "server-only";
import type { z } from "zod";
import type { PaperChangeKind, ShelfName } from "@/prisma/generated/enums";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { blocks } from "@/server/people/sql";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { idAt } from "../merging/sql";
import { readOrigins } from "../origins/queries";
import { paperTopic } from "../rules";
import type { slugInput } from "../schema";
import { showTitle, withShownTitle } from "../titles/shown";
import { suggestionsFrom, TOPICS_AROUND, type TopicsAround } from "../topics/choosing/queries";
import { isUsed, mayDelete, mayEdit, type OwnedPaper, type Uses } from "./policy";
import { type Changes, type Field, fieldsOf } from "./rules";
import type { historyInput, paperIdInput } from "./schema";

/** The columns of a paper that can be corrected, with its version and the person who added it. */
export const CORRECTED = {
  id: true,
  slug: true,
  title: true,
  authors: true,
  url: true,
  arxivId: true,
  doi: true,
  venue: true,
  publishedOn: true,
  publishedPrecision: true,
  authorParts: true,
  identifiers: { select: { type: true, value: true } },
  abstract: true,
  version: true,
  addedById: true,
} as const;

/** Finds the paper at an address, also at one of a merged paper. @throws Refusal NOT_FOUND */
export async function idOf(slug: string): Promise<string> {
  const [found] = await db.$queryRaw<{ id: string | null }[]>`SELECT ${idAt(slug)} AS id`;
  return found?.id ?? refuse("NOT_FOUND");
}

/** The columns of `Uses` for a paper `p` with its standing `s`. Others are all people except the one who added it. */
const USES = Prisma.sql`
    s."upvoteCount" - (SELECT count(*)::int FROM "Upvote" u
        WHERE u."paperId" = p.id AND u."personId" = p."addedById") AS upvotes,
      p."commentCount" AS comments,
      EXISTS (SELECT FROM "Thread" t JOIN "Comment" c ON c."threadId" = t.id
        WHERE t."paperId" = p.id AND c."deletedAt" IS NULL) AS discussed,
      EXISTS (SELECT FROM "Following" f WHERE f."paperId" = p.id AND f.level = 'follow'
        AND f."personId" IS DISTINCT FROM p."addedById") AS followed,
      EXISTS (SELECT FROM "ListedPaper" k JOIN "PaperList" l ON l.id = k."listId"
        WHERE k."paperId" = p.id AND l."groupId" IS NOT NULL) AS listed,
      EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = p.id)
        OR EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = p.id) AS "inGroups",
      EXISTS (SELECT FROM "Thread" t JOIN "Comment" c ON c."threadId" = t.id
        WHERE t."paperId" = p.id AND c."deletedAt" IS NULL AND c."authorId" IS DISTINCT FROM p."addedById")
        OR EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = p.id
          AND n."nominatedById" IS DISTINCT FROM p."addedById")
        OR EXISTS (SELECT FROM "Candidate" c WHERE c."paperId" = p.id)
        OR EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = p.id) AS "byOthers"`;
const WITH_STANDING = Prisma.sql`"Paper" p JOIN "PaperStanding" s ON s."paperId" = p.id`;

/** Finds out how a paper is used, in groups as well. @throws Refusal NOT_FOUND */
export async function readUses(tx: Tx, paperId: string): Promise<Uses> {
  const [found] = await tx.$queryRaw<Uses[]>`
    SELECT ${USES} FROM ${WITH_STANDING} WHERE p.id = ${paperId}::uuid`;
  return found ?? refuse("NOT_FOUND");
}

/** The viewer's rights on a paper. */
function rightsOf(viewer: Viewer, paper: OwnedPaper) {
  return {
    edit: mayEdit(viewer, paper) === true,
    delete: mayDelete(viewer, paper) === true,
    /** Whether the viewer decides about suggestions of others. */
    answer: viewer.moderator || paper.addedById === viewer.id,
    /** Whether the viewer added it, and can no longer change it alone because others use it. */
    used: paper.addedById === viewer.id && isUsed(paper.uses),
  };
}

interface OfViewer extends Uses {
  addedById: string | null;
  upvoted: boolean;
  waiting: number;
  shelf: ShelfName | null;
  around: TopicsAround;
}

/**
 * Reads what a paper's page shows of the viewer, in one query: whether they upvoted it, what they may do with it, and
 * how many suggestions wait for them, and the topics of papers that are like it.
 * @throws Refusal NOT_FOUND
 */
export async function readForViewer(viewer: Viewer, { paperId }: z.output<typeof paperIdInput>) {
  const me = Prisma.sql`${viewer.id}::uuid`;
  const [paper] = await db.$queryRaw<OfViewer[]>`
    SELECT ${USES}, p."addedById",
      EXISTS (SELECT FROM "Upvote" u WHERE u."paperId" = p.id AND u."personId" = ${me}) AS upvoted,
      (SELECT k.shelf::text FROM "ShelvedPaper" k WHERE k."paperId" = p.id AND k."personId" = ${me}) AS shelf,
      (SELECT count(*)::int FROM "PaperSuggestion" w WHERE w."paperId" = p.id AND ${suggestionWaits(viewer)}) AS waiting,
      ${TOPICS_AROUND} AS around
    FROM ${WITH_STANDING} WHERE p.id = ${paperId}::uuid`;
  if (!paper) refuse("NOT_FOUND");
  const { addedById, upvoted, waiting, shelf, around, ...uses } = paper;
  const may = rightsOf(viewer, { addedById, uses });
  return {
    ...{ upvoted, shelf, may, waiting: may.answer ? waiting : 0 },
    suggestedTopics: suggestionsFrom(around),
  };
}

/** `waitingFor` of a suggestion `w`. */
function suggestionWaits(viewer: Viewer): Prisma.Sql {
  const me = Prisma.sql`${viewer.id}::uuid`;
  return Prisma.sql`w."decidedAt" IS NULL AND w."suggestedById" <> ${me}
    AND (${viewer.moderator} OR NOT ${blocks(me, Prisma.sql`w."suggestedById"`)})`;
}

/** The condition for open suggestions that wait for the viewer, without those of people whom they block. */
export function waitingFor(viewer: Viewer, paperId?: string) {
  const blockedBy = { none: { personId: viewer.id } };
  return {
    paperId: paperId ?? { not: null },
    decidedAt: null,
    ...(viewer.moderator ? {} : { suggestedBy: { blockedBy } }),
    suggestedById: { not: viewer.id },
  };
}

/** Reads a paper for the form that changes it, or suggests a change. @throws Refusal NOT_FOUND */
export async function readForForm(viewer: Viewer, { paper: slug }: z.output<typeof slugInput>) {
  const id = await idOf(slug);
  const paper = await db.paper.findUnique({ where: { id }, select: CORRECTED });
  if (!paper) refuse("NOT_FOUND");
  const { version, addedById } = paper;
  const [uses, own] = await Promise.all([
    readUses(db, id),
    db.paperSuggestion.findFirst({
      where: { paperId: id, suggestedById: viewer.id, decidedAt: null },
      select: { id: true, changes: true, reason: true, suggestedAt: true },
    }),
  ]);
  return {
    id,
    slug: paper.slug,
    version,
    fields: fieldsOf(paper),
    shown: showTitle(paper.title),
    may: rightsOf(viewer, { addedById, uses }),
    /** The viewer's own suggestion that waits for an answer. */
    own: own && { ...own, changes: own.changes as Changes },
  };
}

/** Changes on one page. Each may hold two abstracts. */
const CHANGES_A_PAGE = 10;
const LATEST_FIRST: ListOrder = [{ by: "version", as: "whole", desc: true }];

/** Reads a page of a paper's history, the latest change first, and who added the paper. @throws Refusal NOT_FOUND */
export async function readHistory({ paper: slug, page: position }: z.output<typeof historyInput>) {
  const paper = await db.paper.findUnique({
    where: { id: await idOf(slug) },
    select: { ...CORRECTED, slug: true, addedAt: true, addedBy: PERSON },
  });
  if (!paper) refuse("NOT_FOUND");
  const { id, title, addedAt, addedBy } = paper;
  const shown = { title, slug: paper.slug, addedAt, addedBy };
  noteShown(paperTopic(id), accessTopic(id));
  const page = planPage(position, CHANGES_A_PAGE, LATEST_FIRST);
  const origins = await readOrigins(id, fieldsOf(paper));
  const read = await db.paperChange.findMany({
    where: { AND: [{ paperId: id }, page.where] },
    select: {
      id: true,
      version: true,
      kind: true,
      source: true,
      reason: true,
      changedAt: true,
      changedBy: PERSON,
      suggestion: { select: { suggestedBy: PERSON } },
      undoes: { select: { version: true } },
      otherSlug: true,
      otherTitle: true,
      topicSlug: true,
      topicName: true,
      topicAccepted: true,
      began: { select: { id: true } },
      fields: { select: { field: true, before: true, after: true } },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const changes = rows.map(({ fields, suggestion, undoes, began, ...rest }) => ({
    ...withOther(rest),
    /** The merge that can be undone. */
    mergeId: began?.id ?? null,
    changes: changesFrom(fields),
    suggestedBy: suggestion?.suggestedBy ?? null,
    /** The version of the change that this one takes back. */
    undoes: undoes?.version ?? null,
  }));
  return { paper: { id, ...withShownTitle(shown) }, changes, origins, ...rest };
}

/** Finds the fields that people have changed, on their own or by undoing what the site has done. */
export async function readDecided(tx: Tx, paperId: string): Promise<Field[]> {
  const kind = { in: ["edit", "suggestion", "undo"] satisfies PaperChangeKind[] };
  const rows = await tx.paperFieldChange.findMany({
    where: { change: { paperId, kind } },
    select: { field: true },
    distinct: ["field"],
  });
  return rows.map(({ field }) => field);
}

/** Puts the other paper of a merge together, as its title is shown. */
function withOther<Change extends { otherSlug: string | null; otherTitle: string | null }>({
  otherSlug: slug,
  otherTitle: title,
  ...change
}: Change) {
  return { ...change, other: slug && title ? { slug, ...showTitle(title) } : null };
}

/** Puts the stored fields of a change together. */
export function changesFrom(
  fields: readonly { field: Field; before: unknown; after: unknown }[],
): Changes {
  const pairs = fields.map(({ field, before, after }) => [field, { before, after }]);
  return Object.fromEntries(pairs) as Changes;
}
