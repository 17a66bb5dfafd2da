import "server-only";
import type { z } from "zod";
import { PERSON } from "@/server/people/select";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { noteShown } from "@/server/platform/web/finished/shown";
import { paperTopic } from "../rules";
import type { slugInput } from "../schema";
import { withShownTitle } from "../titles/shown";
import { type Known, type Standing, URGENT_DAYS } from "./rules";

/** A paper to look at again. */
export interface Due {
  paperId: string;
  /** When its sources were last asked. */
  askedAt: Date | null;
}

/** Papers of open ballots, and of meetings ahead. */
const urgent = (at: Date) => Prisma.sql`
  SELECT c."paperId" FROM "Ballot" b JOIN "Candidate" c ON c."ballotId" = b.id
    WHERE b."openedAt" IS NOT NULL AND b."closedAt" IS NULL AND b."cancelledAt" IS NULL
  UNION SELECT r."paperId" FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId"
    WHERE m."cancelledAt" IS NULL AND m."startsAt" > ${at}`;

/**
 * Lists papers whose sources are to be asked again: first those on open ballots and of meetings ahead, then those that
 * people follow or that are new, then all others, each in the order in which they fell due.
 */
export async function listDue(at: Date, most: number): Promise<Due[]> {
  const dayAgo = new Date(at.getTime() - URGENT_DAYS * 864e5);
  const due = (often: boolean) => Prisma.sql`
    SELECT l."paperId", l."askedAt", ${often ? 1 : 2}::int AS rank, l."lookAt" AS since FROM "PaperLook" l
    WHERE l.often = ${often} AND l."lookAt" <= ${at} ORDER BY l."lookAt", l."paperId" LIMIT ${most}`;
  return db.$queryRaw<Due[]>`
    SELECT "paperId", "askedAt" FROM (
      SELECT l."paperId", l."askedAt", 0 AS rank, coalesce(l."askedAt", l."lookAt") AS since
        FROM (${urgent(at)}) u JOIN "PaperLook" l ON l."paperId" = u."paperId"
        WHERE l."askedAt" IS NULL OR l."askedAt" <= ${dayAgo}
      UNION ALL (${due(true)}) UNION ALL (${due(false)})
    ) found GROUP BY "paperId", "askedAt" ORDER BY min(rank), min(since), "paperId" LIMIT ${most}`;
}

/** Reads what is known of a paper's versions and status; null if no source knows the paper. */
export async function readKnown(
  tx: Tx,
  paperId: string,
): Promise<(Known & { newsAt: Date | null }) | null> {
  const [known] = await tx.$queryRaw<(Known & { newsAt: Date | null })[]>`
    SELECT l.version, l.stated::text AS stated, p.status::text AS status, l."newsAt",
      coalesce((SELECT s.source = '' FROM "PaperStatement" s WHERE s."paperId" = p.id
        ORDER BY s."statedAt" DESC, s.id DESC LIMIT 1), false) AS "isByHand"
    FROM "Paper" p JOIN "PaperLook" l ON l."paperId" = p.id WHERE p.id = ${paperId}::uuid`;
  return known ?? null;
}

/** Reads how a paper stands when its next look is planned. */
export async function readStanding(tx: Tx, paperId: string, at: Date): Promise<Standing> {
  const [found] = await tx.$queryRaw<Standing[]>`
    SELECT p."addedAt", (SELECT l."newsAt" FROM "PaperLook" l WHERE l."paperId" = p.id) AS "newsAt",
      p.id IN (${urgent(at)}) AS "isUrgent",
      EXISTS (SELECT FROM "Following" f WHERE f."paperId" = p.id AND f.level = 'follow')
        OR EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = p.id AND n."withdrawnAt" IS NULL
          AND n."chosenAt" IS NULL) AS "isFollowed"
    FROM "Paper" p WHERE p.id = ${paperId}::uuid`;
  return found ?? refuse("NOT_FOUND");
}

/** Versions and statements on the page; more are hardly ever known. */
const SHOWN = 50;

/** Reads a paper's versions and what was stated about it, the latest first. @throws Refusal NOT_FOUND */
export async function readVersions({ paper: slug }: z.output<typeof slugInput>) {
  const paper = await db.paper.findUnique({
    where: { slug },
    select: {
      ...{ id: true, slug: true, title: true, status: true },
      versions: {
        select: { number: true, datedOn: true, comment: true, abstract: true, source: true },
        orderBy: { number: "desc" },
        take: SHOWN,
      },
      statements: {
        select: {
          ...{ id: true, status: true, since: true, reason: true, link: true, source: true },
          statedAt: true,
          statedBy: PERSON,
        },
        orderBy: [{ statedAt: "desc" }, { id: "desc" }],
        take: SHOWN,
      },
      look: { select: { askedAt: true } },
    },
  });
  if (!paper) refuse("NOT_FOUND");
  const { id, versions, statements, look, ...shown } = paper;
  noteShown(paperTopic(id), accessTopic(id));
  return {
    paper: { id, ...withShownTitle(shown) },
    versions,
    statements,
    askedAt: look?.askedAt ?? null,
  };
}
