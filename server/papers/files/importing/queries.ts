import "server-only";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db, type Tx } from "@/server/platform/database/db";
import { normalizedTitle } from "../../rules";
import type { ReadEntry } from "../reading/entry";
import type { Known } from "./alike";
import { mayImport } from "./policy";

/** Imports shown: the latest. */
const SHOWN = 50;

/** Finds whether the viewer organizes a group. */
export async function organizesAGroup(viewer: Viewer): Promise<boolean> {
  const role = { in: ["organizer", "owner"] as ("organizer" | "owner")[] };
  return (await db.membership.count({ where: { personId: viewer.id, role }, take: 1 })) > 0;
}

/** Finds the papers of the catalogue with a title or an identifier of these entries, in one query. */
export async function findAlike(
  entries: readonly ReadEntry[],
  tx: Pick<Tx, "paper"> = db,
): Promise<Known[]> {
  const papers = entries.map(({ paper }) => paper);
  const titles = papers.map(({ title }) => normalizedTitle(title));
  const arxiv = papers.flatMap(({ arxivId }) => arxivId ?? []);
  const dois = papers.flatMap(({ doi }) => doi ?? []);
  const rows = await tx.paper.findMany({
    where: {
      OR: [{ normalizedTitle: { in: titles } }, { arxivId: { in: arxiv } }, { doi: { in: dois } }],
    },
    select: { slug: true, normalizedTitle: true, authors: true, arxivId: true, doi: true },
  });
  return rows.map(({ normalizedTitle: key, ...row }) => ({ ...row, key }));
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
