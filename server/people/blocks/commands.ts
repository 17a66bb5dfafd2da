import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import type { Viewer } from "../policy";
import { PERSON } from "../select";

const BLOCKS: Limit = { name: "blocks", points: 100, perSeconds: 86_400 };
/** Blocked people on one page. */
const A_PAGE = 50;

async function idOf(handle: string): Promise<string> {
  const found = await db.person.findUnique({ where: { handle }, select: { id: true } });
  return (found ?? refuse("NOT_FOUND", { say: "Nobody here has this handle." })).id;
}

/** Hides a person's comments from the viewer. Nobody is notified. */
export async function blockPerson(viewer: Viewer, handle: string): Promise<void> {
  const blockedId = await idOf(handle);
  if (blockedId === viewer.id) refuse("INVALID", { say: "You cannot block yourself." });
  await spend(BLOCKS, viewer.id);
  await db.block.createMany({
    data: [{ personId: viewer.id, blockedId, createdAt: now() }],
    skipDuplicates: true,
  });
}

/** Ends a block. */
export async function unblockPerson(viewer: Viewer, handle: string): Promise<void> {
  await db.block.deleteMany({ where: { personId: viewer.id, blocked: { handle } } });
}

/** Lists a page of people whom the viewer blocks, the latest first. */
export async function listBlocks(viewer: Viewer, page: number) {
  const rows = await db.block.findMany({
    where: { personId: viewer.id },
    select: { createdAt: true, blocked: PERSON },
    orderBy: [{ createdAt: "desc" }, { blockedId: "asc" }],
    skip: (page - 1) * A_PAGE,
    take: A_PAGE + 1,
  });
  const people = rows.slice(0, A_PAGE).map(({ blocked, createdAt }) => ({ ...blocked, createdAt }));
  return { blocks: people, more: rows.length > A_PAGE };
}
