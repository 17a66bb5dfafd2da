import "server-only";
import type { z } from "zod";
import { suspendedIn } from "@/server/groups/sql";
import type { idsInput } from "@/server/papers/schema";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { LISTS_MAX, type paperInput } from "../schema";

/** Lists of groups that one window offers. */
const GROUP_LISTS = 100;

interface Offered {
  id: string;
  name: string;
  on: boolean;
  /** The group's address and name; null for a list of one's own. */
  group: { slug: string; name: string } | null;
  /** Whether the viewer may take the paper off again. */
  mayTakeOff: boolean;
}

/** Reads what the viewer keeps of a paper: its shelf, notes on it, and all lists on which it may be. */
export async function readKept(viewer: Viewer, { paperId }: z.output<typeof paperInput>) {
  const personId = viewer.id;
  const me = Prisma.sql`${personId}::uuid`;
  const groupId = Prisma.sql`l."groupId"`;
  const [shelved, notes, lists] = await Promise.all([
    db.shelvedPaper.findUnique({
      where: { personId_paperId: { personId, paperId } },
      select: { shelf: true },
    }),
    db.paperNote.findMany({
      where: { personId, paperId },
      select: { id: true, body: true, bodyHtml: true, version: true, changedAt: true },
      orderBy: { place: "asc" },
    }),
    db.$queryRaw<Offered[]>`
      (SELECT l.id, l.name, x.id IS NOT NULL AS on, NULL::json AS "group", true AS "mayTakeOff"
        FROM "PaperList" l LEFT JOIN "ListedPaper" x ON x."listId" = l.id AND x."paperId" = ${paperId}::uuid
        WHERE l."personId" = ${me} ORDER BY l.place, l.id LIMIT ${LISTS_MAX})
      UNION ALL
      (SELECT l.id, l.name, x.id IS NOT NULL AS on, json_build_object('slug', g.slug, 'name', g.name) AS "group",
          x."addedById" = ${me} OR m.role <> 'member' AS "mayTakeOff"
        FROM "Membership" m JOIN "Group" g ON g.id = m."groupId" JOIN "PaperList" l ON l."groupId" = g.id
        LEFT JOIN "ListedPaper" x ON x."listId" = l.id AND x."paperId" = ${paperId}::uuid
        WHERE m."personId" = ${me} AND g."archivedAt" IS NULL
          AND NOT ${suspendedIn(me, groupId, now())}
        ORDER BY g.name, l.place, l.id LIMIT ${GROUP_LISTS})`,
  ]);
  return {
    shelf: shelved?.shelf ?? null,
    notes,
    lists: lists.map((list) => ({ ...list, mayTakeOff: list.mayTakeOff ?? true })),
  };
}

/** Finds the viewer's shelf for each of these papers that is on one. */
export function readShelvesOf(viewer: Viewer, { paperIds }: z.output<typeof idsInput>) {
  return db.shelvedPaper.findMany({
    where: { personId: viewer.id, paperId: { in: paperIds } },
    select: { paperId: true, shelf: true },
  });
}

/** The viewer's answer to whether groups are told; null if they are asked. */
export async function readTelling(viewer: Viewer): Promise<boolean | null> {
  const choice = await db.tellingChoice.findUnique({
    where: { personId: viewer.id },
    select: { tells: true },
  });
  return choice?.tells ?? null;
}
