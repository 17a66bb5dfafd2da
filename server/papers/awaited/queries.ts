import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { IDENTIFIERS, type IdentifierType } from "../pasting/identifiers";
import { AWAITED_MAX, endOfWaiting } from "./rules";

/** Lists the papers that the viewer waits for, the latest first. */
export async function listAwaited(viewer: Viewer) {
  const rows = await db.awaitedPaper.findMany({
    where: { personId: viewer.id, endedAt: null },
    select: { id: true, type: true, value: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: AWAITED_MAX,
  });
  return rows.map(({ id, type, value, createdAt }) => {
    const { name, link } = IDENTIFIERS[type as IdentifierType];
    return {
      ...{ id, label: `${name} ${value}`, address: link(value) },
      until: endOfWaiting(createdAt),
    };
  });
}
