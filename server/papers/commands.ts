import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { untilInWords } from "@/server/platform/text/inputs";
import { countInWords } from "@/server/platform/text/words";
import { partsOfNames } from "./catalogue/authors/rules";
import { insertPapers, type NewPaper, retryOnDuplicate, tidy } from "./catalogue/commands";
import { identifiersOf } from "./catalogue/identifiers/rules";
import { describePaper, findAlike, type Known } from "./catalogue/queries";
import { compare, haveOneName } from "./catalogue/rules";
import { columnsOfDate } from "./dates/rules";
import { readSources } from "./origins/queries";
import {
  FRESH_SHARE,
  nextPaperAt,
  PAPERS_A_DAY,
  papersADay,
  paperTopic,
  rankingTopic,
  scoreOfWeight,
  upvoteWeight,
  WHOLE_SHARE,
} from "./rules";
import { type addInput, type Candidate, MOST_CANDIDATES, type upvoteInput } from "./schema";
import { showTitle, titleInSigns } from "./titles/shown";
import { recallStated, recordAtAddition } from "./versions/commands";

/**
 * Sets or takes back the viewer's upvote. Safe to repeat. Reads and writes as many rows for a paper with a hundred
 * thousand upvotes as for one with none. @returns the count afterwards
 */
export async function upvote(viewer: Viewer, { paperId, on }: z.output<typeof upvoteInput>) {
  return transact(async (tx) => {
    // The lock makes count, score and row change together, however many come at once.
    const [paper] = await tx.$queryRaw<StandingPaper[]>`
      SELECT "upvoteCount", "trendingWeight"::text AS weight FROM "PaperStanding" WHERE "paperId" = ${paperId}::uuid FOR UPDATE`;
    if (!paper) refuse("NOT_FOUND");
    const given = on
      ? await addUpvote(tx, viewer, paperId)
      : await removeUpvote(tx, viewer, paperId);
    if (!given) return { upvoteCount: paper.upvoteCount, on };
    const [sum, one] = [BigInt(paper.weight), upvoteWeight(given.createdAt, given.share)];
    const weight = on ? sum + one : sum - one;
    const upvoteCount = paper.upvoteCount + (on ? 1 : -1);
    await writeStanding(tx, paperId, upvoteCount, weight);
    await notifyTopics(tx, paperTopic(paperId), rankingTopic());
    return { upvoteCount, on };
  });
}

/**
 * Writes a paper's count of upvotes, and its weight with the score that follows from it. The transaction has locked the
 * row. Prisma would make a plan for each weight and remember it, because it takes a Decimal for part of the statement.
 */
export async function writeStanding(
  tx: Tx,
  paperId: string,
  upvoteCount: number,
  weight: bigint,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PaperStanding" SET "upvoteCount" = ${upvoteCount}, "trendingWeight" = ${weight.toString()}::numeric,
      heat = ${scoreOfWeight(weight)}::float8
    WHERE "paperId" = ${paperId}::uuid`;
}

interface StandingPaper {
  upvoteCount: number;
  /** Whole number in decimal digits, far beyond what a JavaScript number holds. */
  weight: string;
}

interface GivenUpvote {
  createdAt: Date;
  share: number;
}

/**
 * Writes the upvote, with the share of its person at this moment: the row is locked, so that nobody becomes established
 * meanwhile. @returns null if it was there already
 */
async function addUpvote(tx: Tx, viewer: Viewer, paperId: string): Promise<GivenUpvote | null> {
  const [added] = await tx.$queryRaw<GivenUpvote[]>`
    INSERT INTO "Upvote" ("paperId", "personId", "createdAt", share)
    SELECT ${paperId}::uuid, p.id, ${now()}, CASE WHEN p."establishedAt" IS NULL THEN ${FRESH_SHARE}::int ELSE ${WHOLE_SHARE}::int END
    FROM (SELECT id, "establishedAt" FROM "Person" WHERE id = ${viewer.id}::uuid FOR SHARE) p
    ON CONFLICT DO NOTHING RETURNING "createdAt", share`;
  return added ?? null;
}

/** Deletes the upvote. @returns what it was, or null where there was none */
async function removeUpvote(tx: Tx, viewer: Viewer, paperId: string): Promise<GivenUpvote | null> {
  const [removed] = await tx.$queryRaw<GivenUpvote[]>`
    DELETE FROM "Upvote" WHERE "paperId" = ${paperId}::uuid AND "personId" = ${viewer.id}::uuid
    RETURNING "createdAt", share`;
  return removed ?? null;
}

/**
 * Adds a paper by hand. Finds the same paper instead of adding it again.
 * @returns its address; for a paper that was found, whether that is certain. If only its title and an author say so,
 *   `differsFrom` can say that it is another one
 * @throws Refusal CONFLICT with the papers that it may be, until `sameAs` says which of them it is, or `differsFrom` that
 *   it is none of them; TOO_MANY if the viewer has added as many today as an account of that age may
 */
export async function addPaper(viewer: Viewer, input: z.output<typeof addInput>) {
  const { sameAs, differsFrom, people = [], publishedOn = "", pasted, ...fields } = input;
  const decided = { sameAs, differsFrom };
  const untold = tidy({
    ...fields,
    ...columnsOfDate(publishedOn),
    url: fields.url || null,
    venue: fields.venue || null,
    authorParts: partsOfNames(fields.authors, people),
  });
  const kind = pasted ? "pasted" : "typed";
  const paper = { ...untold, origins: { kind, sources: await readSources(untold) } } as const;
  const stated = await recallStated(identifiersOf(paper));
  return retryOnDuplicate(() =>
    transact(async (tx) => {
      const known = await findAlike([describePaper(paper)], tx);
      const same = findSame(paper, known, decided);
      if (same) return { ...same, found: true };
      if (!viewer.operator) await enforceDailyLimit(tx, viewer);
      const [slug] = await insertPapers(tx, [paper], viewer.id, known);
      await recordAtAddition(tx, slug as string, stated);
      return { slug: slug as string, found: false, isCertain: true };
    }),
  );
}

/** Enforces the daily limit of papers. Papers that a person adds at the same moment wait for each other. */
async function enforceDailyLimit(tx: Tx, viewer: Viewer): Promise<void> {
  const [person] = await tx.$queryRaw<{ createdAt: Date }[]>`
    SELECT "createdAt" FROM "Person" WHERE id = ${viewer.id}::uuid FOR NO KEY UPDATE`;
  if (!person) refuse("NOT_FOUND");
  const latest = await tx.paper.findMany({
    where: { addedById: viewer.id },
    select: { addedAt: true },
    orderBy: { addedAt: "desc" },
    take: PAPERS_A_DAY,
  });
  const at = now();
  const added = latest.map(({ addedAt }) => addedAt);
  const next = nextPaperAt(person.createdAt, added, at);
  if (next <= at) return;
  const { papers, age } = papersADay(person.createdAt, at);
  const whose = age ? `Your account is ${age}: it can add` : "An account can add";
  refuse("TOO_MANY", {
    retryAfterSeconds: Math.ceil((next.getTime() - at.getTime()) / 1000),
    say: `${whose} ${countInWords(papers, "paper")} within 24 hours. You can add the next one from ${untilInWords(next, viewer.timeZone)}.`,
  });
}

/** Authors named of each paper in the question whether it is one of them. */
const NAMED = 4;

/**
 * Finds the same paper among those of the catalogue. @returns its address, and whether that is certain; or null
 * @throws Refusal CONFLICT with the papers that it may be, without those that a person has decided about
 */
function findSame(
  paper: NewPaper,
  known: readonly Known[],
  { sameAs, differsFrom = [] }: Pick<z.output<typeof addInput>, "sameAs" | "differsFrom">,
): { slug: string; isCertain: boolean } | null {
  const chosen = known.find(({ id }) => id === sameAs);
  if (chosen) return { slug: chosen.slug, isCertain: true };
  const described = describePaper(paper);
  const isDecided = ({ id }: Known) => differsFrom.includes(id);
  const holder = known.find((other) => isDecided(other) && haveOneName(described, other));
  if (holder) {
    refuse("CONFLICT", {
      say: `“${titleInSigns(holder.title)}” has this link already. Correct the link, or leave it out.`,
      field: "url",
      details: { slug: holder.slug },
    });
  }
  const compared = known
    .filter((other) => !isDecided(other))
    .map((other) => ({ other, is: compare(described, other) }));
  const same = compared.find(({ is }) => is === "same");
  if (same) return { slug: same.other.slug, isCertain: haveOneName(described, same.other) };
  const like = compared.filter(({ is }) => is === "doubtful").map(({ other }) => other);
  if (like.length === 0) return null;
  const candidates = like.slice(0, MOST_CANDIDATES).map((other): Candidate => {
    const { id, slug, year, names } = other;
    return { id, slug, year, authors: names.slice(0, NAMED), ...showTitle(other.title) };
  });
  refuse("CONFLICT", {
    say: "The catalogue has a paper like this already. Say whether yours is another one.",
    details: { candidates },
  });
}

/** Changes the count of public comments that lists of papers show. */
export async function changeCommentCount(tx: Tx, paperId: string, by: number): Promise<void> {
  await tx.paper.update({ where: { id: paperId }, data: { commentCount: { increment: by } } });
  await notifyTopics(tx, paperTopic(paperId));
}
