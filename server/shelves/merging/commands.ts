import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved, Was } from "@/server/papers/merging/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";

type Kind = "shelved" | "paperNote" | "listed";

interface Row {
  rowId: string | null;
  personId: string | null;
  was: Was | null;
}

/** The place of a shelf among the three, in SQL. */
const rank = (shelf: Prisma.Sql) =>
  Prisma.sql`array_position(ARRAY['toRead', 'reading', 'read'], ${shelf}::text)`;

/**
 * Moves what people keep of a paper to the one that stays. Somebody who has both on shelves has one left, on the shelf
 * that is reached later; notes on both stay two notes; a list with both has one.
 */
export async function moveToPaper(tx: Tx, route: Route): Promise<Moved<Kind>[]> {
  const [shelved, notes, listed] = [
    await moveShelved(tx, route),
    await moveNotes(tx, route),
    await moveListed(tx, route),
  ];
  const named = (kind: Kind, rows: readonly Row[]) => rows.map((row) => ({ kind, ...row }));
  return [...named("shelved", shelved), ...named("paperNote", notes), ...named("listed", listed)];
}

async function moveShelved(tx: Tx, { from, to }: Route): Promise<Row[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT NULL::uuid AS "rowId", o."personId", CASE WHEN k."personId" IS NOT NULL THEN jsonb_build_object(
        'shelf', o.shelf, 'at', o."movedAt", 'keptShelf', k.shelf, 'keptAt', k."movedAt") END AS was
    FROM "ShelvedPaper" o LEFT JOIN "ShelvedPaper" k ON k."paperId" = ${to}::uuid AND k."personId" = o."personId"
    WHERE o."paperId" = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE "ShelvedPaper" k SET shelf = o.shelf, "movedAt" = o."movedAt" FROM "ShelvedPaper" o
    WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."personId" = o."personId"
      AND ${rank(Prisma.sql`o.shelf`)} > ${rank(Prisma.sql`k.shelf`)}`;
  await tx.$executeRaw`
    DELETE FROM "ShelvedPaper" o USING "ShelvedPaper" k
    WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."personId" = o."personId"`;
  await tx.$executeRaw`
    UPDATE "ShelvedPaper" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid`;
  return rows;
}

/** Moves notes, each to a place after those that the person has there. */
function moveNotes(tx: Tx, { from, to }: Route): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    UPDATE "PaperNote" n SET "paperId" = ${to}::uuid, place = n.place + 1 + coalesce((
      SELECT max(k.place) FROM "PaperNote" k WHERE k."paperId" = ${to}::uuid AND k."personId" = n."personId"), -1)
    WHERE n."paperId" = ${from}::uuid RETURNING n.id AS "rowId", NULL::uuid AS "personId", NULL::jsonb AS was`;
}

async function moveListed(tx: Tx, { from, to }: Route): Promise<Row[]> {
  const doubled = await tx.$queryRaw<Row[]>`
    DELETE FROM "ListedPaper" o USING "ListedPaper" k
    WHERE o."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid AND k."listId" = o."listId"
    RETURNING NULL::uuid AS "rowId", o."addedById" AS "personId",
      jsonb_build_object('listId', o."listId", 'at', o."addedAt") AS was`;
  const moved = await tx.$queryRaw<Row[]>`
    UPDATE "ListedPaper" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid
    RETURNING id AS "rowId", NULL::uuid AS "personId", NULL::jsonb AS was`;
  return [...doubled, ...moved];
}

/**
 * Moves it back as far as it still exists. Somebody who has taken the paper off since keeps none of the two on it; and what
 * was put on another shelf since stays there.
 */
export async function moveBack(tx: Tx, route: Route, moved: readonly Moved[]): Promise<void> {
  await moveShelvedBack(tx, route, ofKind(moved, "shelved"));
  await moveNotesBack(tx, route, ofKind(moved, "paperNote"));
  await moveListedBack(tx, route, ofKind(moved, "listed"));
}

const ofKind = (moved: readonly Moved[], wanted: Kind) =>
  moved.filter(({ kind }) => kind === wanted);
const rowIds = (moved: readonly Moved[]) => moved.flatMap(({ rowId }) => rowId ?? []);

async function moveShelvedBack(tx: Tx, { from, to }: Route, moved: readonly Moved[]) {
  const alone = moved.flatMap(({ personId, was }) => (was || !personId ? [] : [personId]));
  await tx.$executeRaw`
    UPDATE "ShelvedPaper" SET "paperId" = ${to}::uuid
    WHERE "paperId" = ${from}::uuid AND "personId" = ANY(${alone}::uuid[])`;
  const both = moved.flatMap(({ personId, was }) =>
    was && personId ? [{ personId, ...was }] : [],
  );
  const recorded = Prisma.sql`jsonb_to_recordset(${JSON.stringify(both)}::jsonb) AS w("personId" uuid,
    shelf "ShelfName", at timestamptz, "keptShelf" "ShelfName", "keptAt" timestamptz)`;
  await tx.$executeRaw`
    INSERT INTO "ShelvedPaper" ("personId", "paperId", shelf, "movedAt")
    SELECT w."personId", ${to}::uuid, w.shelf, w.at FROM ${recorded}
      JOIN "ShelvedPaper" k ON k."paperId" = ${from}::uuid AND k."personId" = w."personId"`;
  await tx.$executeRaw`
    UPDATE "ShelvedPaper" k SET shelf = w."keptShelf", "movedAt" = w."keptAt" FROM ${recorded}
    WHERE k."paperId" = ${from}::uuid AND k."personId" = w."personId" AND k.shelf = w.shelf AND k."movedAt" = w.at`;
}

async function moveNotesBack(tx: Tx, { from, to }: Route, moved: readonly Moved[]) {
  await tx.$executeRaw`
    UPDATE "PaperNote" n SET "paperId" = ${to}::uuid, place = w.place FROM (
      SELECT id, row_number() OVER (PARTITION BY "personId" ORDER BY place)::int - 1 AS place FROM "PaperNote"
      WHERE id = ANY(${rowIds(moved)}::uuid[]) AND "paperId" = ${from}::uuid) w WHERE n.id = w.id`;
}

async function moveListedBack(tx: Tx, { from, to }: Route, moved: readonly Moved[]) {
  await tx.listedPaper.updateMany({
    where: { id: { in: rowIds(moved) }, paperId: from },
    data: { paperId: to },
  });
  const both = moved.flatMap(({ personId, was }) => (was ? [{ addedById: personId, ...was }] : []));
  await tx.$executeRaw`
    INSERT INTO "ListedPaper" (id, "listId", "paperId", "addedById", "addedAt")
    SELECT gen_random_uuid(), k."listId", ${to}::uuid, w."addedById", w.at
    FROM jsonb_to_recordset(${JSON.stringify(both)}::jsonb) AS w("listId" uuid, "addedById" uuid, at timestamptz)
      JOIN "ListedPaper" k ON k."paperId" = ${from}::uuid AND k."listId" = w."listId"`;
}
