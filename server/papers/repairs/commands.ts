import "server-only";
import { db, Prisma, transact } from "@/server/platform/database/db";
import { log } from "@/server/platform/log";
import { Refusal } from "@/server/platform/refusal";
import { retryOnDuplicate } from "../catalogue/commands";
import { changePaper, holdPaper } from "../corrections/commands";
import { readDecided } from "../corrections/queries";
import { changedFields, changesBetween } from "../corrections/rules";
import { repairDamage } from "./rules";
import { mayBeDamaged } from "./sql";

/** Papers read by one statement. */
const BATCH = 500;

/** Repairs the titles and abstracts of papers, each as a change of its history. Safe to repeat. @returns how many */
export async function repairPapers(paperIds: readonly string[]): Promise<number> {
  let repaired = 0;
  for (const id of paperIds) if (await repairPaper(id)) repaired += 1;
  if (repaired > 0) log.info({ repaired }, "papers repaired");
  return repaired;
}

/** Repairs one paper. What a person has typed, corrected or put back stays. */
async function repairPaper(paperId: string): Promise<boolean> {
  try {
    return await retryOnDuplicate(() =>
      transact(async (tx) => {
        const paper = await holdPaper(tx, paperId);
        if (!paper) return false;
        const typed = await tx.paperOrigin.findMany({
          where: { paperId, kind: "typed" },
          select: { field: true },
        });
        const decided = [...(await readDecided(tx, paperId)), ...typed.map(({ field }) => field)];
        const repaired = (field: "title" | "abstract") =>
          decided.includes(field) ? paper.fields[field] : repairDamage(paper.fields[field]);
        const changes = changesBetween(paper.fields, {
          ...paper.fields,
          ...{ title: repaired("title"), abstract: repaired("abstract") },
        });
        if (changedFields(changes).length === 0) return false;
        await changePaper(tx, paper, changes, { kind: "repair", changedById: null, reason: "" });
        return true;
      }),
    );
  } catch (error) {
    // With its title repaired, it would be the same as another paper.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Repairs whatever is damaged in the whole catalogue. */
export async function repairAll(): Promise<void> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await db.$queryRaw<{ id: string; damaged: boolean }[]>`
      SELECT id, ${mayBeDamaged(Prisma.sql`title`)} OR ${mayBeDamaged(Prisma.sql`abstract`)} AS damaged
      FROM "Paper" WHERE id > ${after}::uuid ORDER BY id LIMIT ${BATCH}`;
    await repairPapers(rows.filter(({ damaged }) => damaged).map(({ id }) => id));
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}
