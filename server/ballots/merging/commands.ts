import "server-only";
import { groupTopic } from "@/server/groups/policy";
import type { Moved } from "@/server/papers/merging/rules";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { BALLOT_UNFINISHED, NOMINATION_WAITS } from "../sql";
import { holdNominations, holdOpenBallots } from "../votes/commands";
import { type Fold, foldPools } from "./rules";

interface Route {
  from: string;
  to: string;
}

interface Row {
  id: string;
}

type Kind = "nomination" | "candidate" | "reading" | "withdrawal" | "offer" | "objection";

/** Finds the groups that nominated or chose one of these papers. */
export async function listGroupsWithPapers(tx: Tx, paperIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ groupId: string }[]>`
    SELECT "groupId" FROM "Nomination" WHERE "paperId" = ANY(${paperIds}::uuid[])
    UNION SELECT "groupId" FROM "Reading" WHERE "paperId" = ANY(${paperIds}::uuid[]) ORDER BY 1`;
  return rows.map(({ groupId }) => groupId);
}

/** Locks everything in these locked groups that a merge of the papers changes. */
export async function holdPapersInGroups(
  tx: Tx,
  groupIds: readonly string[],
  paperIds: readonly string[],
): Promise<void> {
  await holdOpenBallots(tx, groupIds);
  await holdNominations(tx, groupIds);
  await tx.$queryRaw`
    SELECT id FROM "Reading" WHERE "paperId" = ANY(${paperIds}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * Moves nominations, candidates and readings to another paper. Of two nominations in one pool, the later one is withdrawn,
 * and its offers and objections go to the other.
 * @throws Refusal CLOSED while ballots of one group need both
 */
export async function moveToPaper(
  tx: Tx,
  route: Route,
  withdrawnById: string,
): Promise<Moved<Kind>[]> {
  const { from, to } = route;
  const pooled = await tx.$queryRaw<
    { id: string; groupId: string; createdAt: Date; onBallot: boolean }[]
  >`
    SELECT n.id, n."groupId", n."createdAt", EXISTS (
      SELECT FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId"
      WHERE c."nominationId" = n.id AND (${BALLOT_UNFINISHED} OR b.outcome = 'tied')) AS "onBallot"
    FROM "Nomination" n WHERE n."paperId" IN (${from}::uuid, ${to}::uuid) AND ${NOMINATION_WAITS}`;
  const folds = foldPools(pooled);
  if (folds === null) {
    refuse("CLOSED", {
      say: "A group is deciding between these papers, or votes on both. Merge them once its ballots are over.",
    });
  }
  const folded = await foldNominations(tx, folds, withdrawnById);
  const nominations = await tx.$queryRaw<(Row & { groupId: string })[]>`
    UPDATE "Nomination" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id, "groupId"`;
  const candidates = await tx.$queryRaw<Row[]>`
    UPDATE "Candidate" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  const readings = await tx.$queryRaw<(Row & { groupId: string })[]>`
    UPDATE "Reading" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id, "groupId"`;
  await announceGroups(tx, [...nominations, ...readings]);
  const named = (kind: Kind, rows: readonly Row[]) => rows.map(({ id }) => ({ kind, rowId: id }));
  return [
    ...folded,
    ...named("nomination", nominations),
    ...named("candidate", candidates),
    ...named("reading", readings),
  ];
}

async function foldNominations(
  tx: Tx,
  folds: readonly Fold[],
  withdrawnById: string,
): Promise<Moved<Kind>[]> {
  if (folds.length === 0) return [];
  const withdrawnAt = now();
  const gone = folds.map((fold) => fold.gone);
  await tx.nomination.updateMany({
    where: { id: { in: gone } },
    data: { withdrawnAt, withdrawnById },
  });
  const pairs = pairsOf(folds);
  const offers = await tx.$queryRaw<(Row & { personId: string })[]>`
    UPDATE "PresenterOffer" o SET "nominationId" = w.stays FROM ${pairs} WHERE o."nominationId" = w.gone AND NOT EXISTS (
      SELECT FROM "PresenterOffer" k WHERE k."nominationId" = w.stays AND k."personId" = o."personId")
    RETURNING w.gone AS id, o."personId"`;
  const objections = await tx.$queryRaw<(Row & { personId: string })[]>`
    UPDATE "Objection" o SET "nominationId" = w.stays FROM ${pairs} WHERE o."nominationId" = w.gone AND NOT EXISTS (
      SELECT FROM "Objection" k WHERE k."nominationId" = w.stays AND k."personId" = o."personId")
    RETURNING w.gone AS id, o."personId"`;
  const by = (kind: Kind, rows: readonly (Row & { personId: string })[]) =>
    rows.map(({ id, personId }) => ({ kind, rowId: id, personId }));
  return [
    ...folds.map(({ gone: rowId, stays }) => ({
      kind: "withdrawal" as const,
      rowId,
      was: { stays, at: withdrawnAt.toISOString() },
    })),
    ...by("offer", offers),
    ...by("objection", objections),
  ];
}

/** Pairs of nominations as a table `w` of `gone` and `stays`. */
function pairsOf(folds: readonly Fold[]): Prisma.Sql {
  return Prisma.sql`unnest(${folds.map(({ gone }) => gone)}::uuid[],
    ${folds.map(({ stays }) => stays)}::uuid[]) AS w(gone, stays)`;
}

/**
 * Moves them back. A nomination that was put on a ballot since stays, and so do readings chosen since, except of a
 * nomination that moves back.
 */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  moved: readonly Moved[],
  mergedAt: Date,
): Promise<void> {
  const of = (wanted: Kind) =>
    moved.flatMap(({ kind, rowId }) => (kind === wanted && rowId ? [rowId] : []));
  const candidates = of("candidate");
  const nominations = await tx.$queryRaw<(Row & { groupId: string })[]>`
    UPDATE "Nomination" n SET "paperId" = ${to}::uuid
    WHERE n.id = ANY(${of("nomination")}::uuid[]) AND n."paperId" = ${from}::uuid AND NOT EXISTS (
      SELECT FROM "Candidate" c WHERE c."nominationId" = n.id AND c.id <> ALL(${candidates}::uuid[]))
    RETURNING id, "groupId"`;
  const back = nominations.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE "Candidate" SET "paperId" = ${to}::uuid
    WHERE id = ANY(${candidates}::uuid[]) AND "nominationId" = ANY(${back}::uuid[])`;
  const readings = await tx.$queryRaw<{ groupId: string }[]>`
    UPDATE "Reading" r SET "paperId" = ${to}::uuid WHERE r."paperId" = ${from}::uuid AND (
      r.id = ANY(${of("reading")}::uuid[]) OR r."chosenAt" > ${mergedAt} AND EXISTS (
        SELECT FROM "Nomination" n WHERE n.id = ANY(${back}::uuid[]) AND n."groupId" = r."groupId"
          AND n."chosenAt" = r."chosenAt"))
    RETURNING "groupId"`;
  const folded = await unfold(tx, moved);
  await announceGroups(tx, [...nominations, ...readings, ...folded]);
}

/** Puts withdrawn nominations into the pool again, unless they left it otherwise or the paper is back there already. */
async function unfold(tx: Tx, moved: readonly Moved[]): Promise<{ groupId: string }[]> {
  const folds = moved.flatMap(({ kind, rowId, was }) =>
    kind === "withdrawal" && rowId
      ? [{ gone: rowId, stays: String(was?.stays), at: String(was?.at) }]
      : [],
  );
  if (folds.length === 0) return [];
  const pairs = pairsOf(folds);
  const groups = await tx.$queryRaw<{ groupId: string }[]>`
    UPDATE "Nomination" n SET "withdrawnAt" = NULL, "withdrawnById" = NULL
    FROM unnest(${folds.map(({ gone }) => gone)}::uuid[], ${folds.map(({ at }) => at)}::timestamptz[]) AS w(id, at)
    WHERE n.id = w.id AND n."withdrawnAt" = w.at AND n."chosenAt" IS NULL AND NOT EXISTS (
      SELECT FROM "Nomination" o WHERE o."groupId" = n."groupId" AND o."paperId" = n."paperId"
        AND o."withdrawnAt" IS NULL AND o."chosenAt" IS NULL)
    RETURNING n."groupId"`;
  const by = (wanted: Kind) => {
    const rows = moved.filter(({ kind, rowId, personId }) => kind === wanted && rowId && personId);
    return Prisma.sql`unnest(${rows.map(({ rowId }) => rowId)}::uuid[],
      ${rows.map(({ personId }) => personId)}::uuid[]) AS x(gone, person)`;
  };
  await tx.$executeRaw`
    UPDATE "PresenterOffer" o SET "nominationId" = w.gone FROM ${pairs} JOIN ${by("offer")} ON x.gone = w.gone
    WHERE o."nominationId" = w.stays AND o."personId" = x.person AND NOT EXISTS (
      SELECT FROM "PresenterOffer" k WHERE k."nominationId" = w.gone AND k."personId" = x.person)`;
  await tx.$executeRaw`
    UPDATE "Objection" o SET "nominationId" = w.gone FROM ${pairs} JOIN ${by("objection")} ON x.gone = w.gone
    WHERE o."nominationId" = w.stays AND o."personId" = x.person AND NOT EXISTS (
      SELECT FROM "Objection" k WHERE k."nominationId" = w.gone AND k."personId" = x.person)`;
  return groups;
}

async function announceGroups(tx: Tx, rows: readonly { groupId: string }[]): Promise<void> {
  const groups = new Set(rows.map(({ groupId }) => groupId));
  await notifyTopics(tx, ...[...groups].map(groupTopic));
}
