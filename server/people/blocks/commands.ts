import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
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

const LATEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "blockedId", as: "id" },
];

/** Lists a page of people whom the viewer blocks, the latest first. */
export async function listBlocks(viewer: Viewer, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const read = await db.block.findMany({
    where: { AND: [{ personId: viewer.id }, page.where] },
    select: { createdAt: true, blockedId: true, blocked: PERSON },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  return { blocks: rows.map(({ blocked, createdAt }) => ({ ...blocked, createdAt })), ...rest };
}
