import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";

type Kind = "following" | "notification";

/** A thread whose comments were added to another one. */
interface Joined {
  from: string;
  into: string;
}

function pairsOf(joined: readonly Joined[]): Prisma.Sql {
  return Prisma.sql`unnest(${joined.map(({ from }) => from)}::uuid[],
    ${joined.map(({ into }) => into)}::uuid[]) AS w("from", "into")`;
}

interface Followed {
  id: string;
  personId: string;
  level: string;
  at: string;
  paperId: string | null;
  threadId: string | null;
}

/** Moves followings and notifications. Who follows or mutes both keeps what they chose for the paper that stays. */
export async function moveToPaper(
  tx: Tx,
  { from, to }: Route,
  joined: readonly Joined[],
): Promise<Moved<Kind>[]> {
  const pairs = pairsOf(joined);
  const doubled = await tx.$queryRaw<Followed[]>`
    DELETE FROM "Following" f USING "Following" k
    WHERE k."personId" = f."personId" AND (f."paperId" = ${from}::uuid AND k."paperId" = ${to}::uuid
      OR EXISTS (SELECT FROM ${pairs} WHERE f."threadId" = w."from" AND k."threadId" = w."into"))
    RETURNING f.id, f."personId", f.level::text, to_jsonb(f."createdAt") #>> '{}' AS at, f."paperId", f."threadId"`;
  const followed = await tx.$queryRaw<Followed[]>`
    UPDATE "Following" f SET "paperId" = CASE WHEN f."paperId" IS NOT NULL THEN ${to}::uuid END,
      "threadId" = (SELECT w."into" FROM ${pairs} WHERE w."from" = f."threadId")
    WHERE f."paperId" = ${from}::uuid OR f."threadId" IN (SELECT w."from" FROM ${pairs})
    RETURNING f.id, f."threadId"`;
  const told = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Notification" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  const inThreads = await tx.$queryRaw<{ id: string; from: string }[]>`
    UPDATE "Notification" n SET "threadId" = w."into" FROM ${pairs} WHERE n."threadId" = w."from"
    RETURNING n.id, w."from"`;
  return [
    ...doubled.map(({ id, personId, level, at, paperId, threadId }) => {
      return { kind: "following" as const, personId, was: { id, level, at, paperId, threadId } };
    }),
    ...followed.map(({ id, threadId }) => {
      const was = threadId
        ? { threadId: joined.find(({ into }) => into === threadId)?.from ?? null }
        : null;
      return { kind: "following" as const, rowId: id, was };
    }),
    ...told.map(({ id }) => ({ kind: "notification" as const, rowId: id })),
    ...inThreads.map(({ id, from: threadId }) => {
      return { kind: "notification" as const, rowId: id, was: { threadId } };
    }),
  ];
}

/** Moves them back as far as they still exist. */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  joined: readonly Joined[],
  moved: readonly Moved[],
): Promise<void> {
  const of = (wanted: Kind, inThread: boolean) =>
    moved.filter(
      ({ kind, rowId, was }) =>
        kind === wanted && rowId && (was?.threadId !== undefined) === inThread,
    );
  const ids = (rows: readonly Moved[]) => Prisma.sql`${rows.map(({ rowId }) => rowId)}::uuid[]`;
  const threads = (rows: readonly Moved[]) =>
    Prisma.sql`unnest(${ids(rows)}, ${rows.map(({ was }) => was?.threadId)}::uuid[]) AS r(id, "threadId")`;
  await tx.$executeRaw`
    UPDATE "Following" SET "paperId" = ${to}::uuid
    WHERE id = ANY(${ids(of("following", false))}) AND "paperId" = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE "Following" f SET "threadId" = r."threadId" FROM ${threads(of("following", true))} WHERE f.id = r.id`;
  const doubled = moved.filter(({ kind, personId }) => kind === "following" && personId);
  const was = (name: string) => doubled.map((one) => one.was?.[name] ?? null);
  await tx.$executeRaw`
    INSERT INTO "Following" (id, "personId", level, "createdAt", "paperId", "threadId")
    SELECT r.id, r.person, r.level::"FollowLevel", r.at, CASE WHEN r.paper IS NOT NULL THEN ${to}::uuid END, r.thread
    FROM unnest(${was("id")}::uuid[], ${doubled.map(({ personId }) => personId)}::uuid[], ${was("level")}::text[],
      ${was("at")}::timestamptz[], ${was("paperId")}::uuid[], ${was("threadId")}::uuid[])
      AS r(id, person, level, at, paper, thread)
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    UPDATE "Notification" SET "paperId" = ${to}::uuid
    WHERE id = ANY(${ids(of("notification", false))}) AND "paperId" = ${from}::uuid`;
  await tx.$executeRaw`
    UPDATE "Notification" n SET "threadId" = r."threadId" FROM ${threads(of("notification", true))}
    WHERE n.id = r.id AND n."commentId" IS NULL`;
  // Those of comments go where their comments are, which includes replies written since.
  await tx.$executeRaw`
    UPDATE "Notification" n SET "threadId" = c."threadId"
    FROM ${pairsOf(joined)} JOIN "Comment" c ON c."threadId" = w."from"
    WHERE n."commentId" = c.id AND n."threadId" = w."into"`;
}

/** Moves followings of a topic. Who follows or mutes both keeps what they chose for the topic that stays. @returns their ids */
export async function moveToTopic(tx: Tx, from: string, to: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Following" f SET "topicSlug" = ${to} WHERE f."topicSlug" = ${from} AND NOT EXISTS (
      SELECT FROM "Following" k WHERE k."personId" = f."personId" AND k."topicSlug" = ${to}) RETURNING f.id`;
  return rows.map(({ id }) => id);
}

/** Moves them back; of those who chose anew for the other topic meanwhile, nothing moves. */
export async function moveTopicBack(
  tx: Tx,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Following" f SET "topicSlug" = ${to} WHERE f."topicSlug" = ${from} AND f.id = ANY(${ids}::uuid[]) AND NOT EXISTS (
      SELECT FROM "Following" k WHERE k."personId" = f."personId" AND k."topicSlug" = ${to})`;
}
