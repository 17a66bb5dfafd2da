import "server-only";
import type { z } from "zod";
import { db, type Tx } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { CORRECTED } from "../corrections/queries";
import { FIELDS, fieldsOf } from "../corrections/rules";
import { showTitle } from "../titles/shown";
import { fillMissing, findDiffering } from "./rules";
import type { compareInput } from "./schema";
import { ADDRESSES } from "./sql";

/** Follows a merge: the paper that stands for this id. */
export async function findStandingPaper(
  paperId: string,
  tx: Pick<Tx, "paperMerge"> = db,
): Promise<string> {
  const where = { formerId: paperId };
  const merge = await tx.paperMerge.findUnique({ where, select: { keptId: true } });
  return merge?.keptId ?? paperId;
}

interface Use {
  paperId: string;
  upvotes: number;
  comments: number;
  nominations: number;
  readings: number;
  ballots: number;
}

/**
 * Compares two papers for a merge: what each says, and how each is used. Of groups, only those count that show themselves
 * to everybody, because moderators of the site are no members of the others. @throws Refusal NOT_FOUND, INVALID
 */
export async function comparePapers({ paper, other }: z.output<typeof compareInput>) {
  const found = await db.$queryRaw<{ slug: string; id: string }[]>`
    SELECT a.slug, a.id FROM ${ADDRESSES} a WHERE a.slug IN (${paper}, ${other})`;
  const ids = [paper, other].map(
    (slug) => found.find((one) => one.slug === slug)?.id ?? refuse("NOT_FOUND"),
  );
  if (ids[0] === ids[1]) refuse("INVALID", { say: "These are the same paper already." });
  const [papers, uses] = await Promise.all([
    db.paper.findMany({
      where: { id: { in: ids } },
      select: { ...CORRECTED, addedAt: true },
    }),
    readUses(ids),
  ]);
  const sides = ids.map((id) => {
    const row = papers.find((one) => one.id === id) ?? refuse("NOT_FOUND");
    const { slug, addedAt, identifiers } = row;
    const use = uses.find(({ paperId }) => paperId === id) ?? refuse("NOT_FOUND");
    const fields = fieldsOf(row);
    return { id, slug, addedAt, fields, identifiers, use, shown: showTitle(row.title) };
  });
  const [one, two] = sides as [(typeof sides)[number], (typeof sides)[number]];
  return {
    papers: [one, two] as const,
    /** Fields that both have, and that differ. */
    differing: findDiffering(one.fields, two.fields),
    /** For each paper, the fields that it would get from the other one. */
    filled: [fillMissing(one.fields, two.fields), fillMissing(two.fields, one.fields)].map(
      (changes) => FIELDS.filter((field) => changes[field] !== undefined),
    ),
  };
}

function readUses(ids: readonly string[]): Promise<Use[]> {
  return db.$queryRaw<Use[]>`
    SELECT p.id AS "paperId", s."upvoteCount" AS upvotes, p."commentCount" AS comments,
      (SELECT count(*)::int FROM "Nomination" n JOIN "Group" g ON g.id = n."groupId"
        WHERE n."paperId" = p.id AND g.visibility = 'public') AS nominations,
      (SELECT count(*)::int FROM "Reading" r JOIN "Group" g ON g.id = r."groupId"
        WHERE r."paperId" = p.id AND g.visibility = 'public') AS readings,
      (SELECT count(*)::int FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId" AND b."openedAt" IS NOT NULL
        JOIN "Group" g ON g.id = b."groupId" WHERE c."paperId" = p.id AND g.visibility = 'public') AS ballots
    FROM "Paper" p JOIN "PaperStanding" s ON s."paperId" = p.id WHERE p.id = ANY(${ids}::uuid[])`;
}
