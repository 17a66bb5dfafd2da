import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import type { Viewer } from "./policy";

const BLOCKS: Limit = { name: "blocks", points: 100, perSeconds: 86_400 };
/** Blocked people that are listed. */
const MOST = 500;

async function idOf(handle: string): Promise<string> {
  const found = await db.person.findUnique({ where: { handle }, select: { id: true } });
  return (found ?? refuse("NOT_FOUND", { say: "There is nobody of this handle." })).id;
}

/** From now on the viewer does not see what somebody writes. Nobody is told. */
export async function block(viewer: Viewer, handle: string): Promise<void> {
  const blockedId = await idOf(handle);
  if (blockedId === viewer.id) refuse("INVALID", { say: "You cannot block yourself." });
  await spend(BLOCKS, viewer.id);
  await db.block.createMany({
    data: [{ personId: viewer.id, blockedId, createdAt: now() }],
    skipDuplicates: true,
  });
}

/** Ends a block. */
export async function unblock(viewer: Viewer, handle: string): Promise<void> {
  await db.block.deleteMany({ where: { personId: viewer.id, blocked: { handle } } });
}

/** Whom the viewer blocks, the latest first. */
export async function blocks(viewer: Viewer) {
  const rows = await db.block.findMany({
    where: { personId: viewer.id },
    select: { createdAt: true, blocked: { select: { handle: true, name: true } } },
    orderBy: [{ createdAt: "desc" }, { blockedId: "asc" }],
    take: MOST,
  });
  return rows.map(({ blocked, createdAt }) => ({ ...blocked, createdAt }));
}
