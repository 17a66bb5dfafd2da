import "server-only";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { mayImport } from "./policy";

/** Imports shown: the latest. */
const SHOWN = 50;

/** Finds whether the viewer organizes a group. */
export async function organizesAGroup(viewer: Viewer): Promise<boolean> {
  const role = { in: ["organizer", "owner"] as ("organizer" | "owner")[] };
  return (await db.membership.count({ where: { personId: viewer.id, role }, take: 1 })) > 0;
}

/** Lists the latest imports that the viewer may undo, and whether they may import. */
export async function listImports(viewer: Viewer) {
  const organizes = viewer.moderator || (await organizesAGroup(viewer));
  const rows = await db.paperImport.findMany({
    where: viewer.moderator ? {} : { importedById: viewer.id },
    select: {
      id: true,
      fileName: true,
      importedAt: true,
      undoneAt: true,
      importedBy: PERSON,
      _count: { select: { papers: true } },
    },
    orderBy: [{ importedAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  return {
    mayImport: mayImport(viewer, organizes) === true,
    imports: rows.map(({ _count, ...row }) => ({ ...row, papers: _count.papers })),
  };
}
