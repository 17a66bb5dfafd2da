import "server-only";
import type { CompletionOutcome } from "@/prisma/generated/enums";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { withShownTitle } from "../titles/shown";

/** Papers of each list: the latest. */
const SHOWN = 50;
const TITLED = { select: { slug: true, title: true } } as const;

/** Reads how far the completion of poor papers has come, for operators. */
export async function readCompletions() {
  const [counted, completed, duplicates] = await Promise.all([
    db.paperCompletion.groupBy({ by: ["outcome"], _count: true }),
    db.paperCompletion.findMany({
      where: { outcome: "completed" },
      select: { paperId: true, source: true, askedAt: true, paper: TITLED },
      orderBy: [{ askedAt: "desc" }, { paperId: "asc" }],
      take: SHOWN,
    }),
    db.paperCompletion.findMany({
      where: { outcome: "duplicate", duplicateOfId: { not: null } },
      select: { paperId: true, source: true, paper: TITLED, duplicateOf: TITLED },
      orderBy: [{ askedAt: "desc" }, { paperId: "asc" }],
      take: SHOWN,
    }),
  ]);
  return {
    on: env().COMPLETE_PAPERS === "on",
    counts: Object.fromEntries(counted.map(({ outcome, _count }) => [outcome, _count])) as Partial<
      Record<CompletionOutcome, number>
    >,
    completed: completed.map(({ paper, ...row }) => ({ ...row, paper: withShownTitle(paper) })),
    /** Papers of which a source says that the catalogue has them twice. */
    duplicates: duplicates.flatMap(({ paper, duplicateOf, ...row }) =>
      duplicateOf
        ? [{ ...row, paper: withShownTitle(paper), other: withShownTitle(duplicateOf) }]
        : [],
    ),
  };
}
