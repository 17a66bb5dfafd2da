import "server-only";
import {
  type PastCandidate,
  pastCandidatesOf,
  readNearness,
} from "@/server/ballots/forecasts/queries";
import { valuePlace } from "@/server/ballots/forecasts/rules";
import { NOMINATION_WAITS } from "@/server/ballots/sql";
import type { MemberScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { NOTHING_WARNS } from "@/server/papers/versions/sql";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { suggestedSince } from "@/server/watches/sql";
import { type Known, type Possible, type Stood, seldomChosen, suggest, type Wish } from "./rules";

/** The last readings and the last nominations that are looked at. */
const READINGS = 60;
const NOMINATIONS = 60;
/** Papers whose similar ones are looked up: a dozen each. */
const SOURCES = 120;
/** Papers that are compared with everything that the group knows. */
const POSSIBLE = 80;
/** How much a nomination says that no ballot has decided about: one member likes it. */
const NOMINATED = 0.3;

interface Reading {
  paperId: string;
  ballotId: string | null;
}

interface Nomination {
  paperId: string;
  /** Null if they have left. */
  memberId: string | null;
}

/**
 * Suggests papers that a group could nominate, each with its reason. None of them was ever nominated, read or dismissed
 * there, nor is it a paper with the title of one that was.
 */
export async function suggestForGroup(scope: MemberScope) {
  const groupId = scope.group.id;
  const { past, readings, pool } = await readTogether<{
    past: PastCandidate;
    readings: Reading;
    pool: Nomination;
  }>(db, {
    past: pastCandidatesOf(groupId),
    readings: Prisma.sql`
      SELECT "paperId", "ballotId" FROM "Reading" WHERE "groupId" = ${groupId}::uuid
      ORDER BY "chosenAt" DESC, id DESC LIMIT ${READINGS}`,
    pool: Prisma.sql`
      SELECT n."paperId", m."personId" AS "memberId" FROM "Nomination" n
      LEFT JOIN "Membership" m ON m."groupId" = n."groupId" AND m."personId" = n."nominatedById"
      WHERE n."groupId" = ${groupId}::uuid AND ${NOMINATION_WAITS}
      ORDER BY n."createdAt" DESC, n.id DESC LIMIT ${NOMINATIONS}`,
  });
  const known = knownFrom(past, readings, pool);
  const wishes = wishesFrom(past, readings, pool);
  const sources = [...known.filter(({ value }) => value > 0), ...wishes];
  const likes = await findLike(groupId, sources);
  const possible = mostAlike(likes, known);
  if (possible.length === 0) return { suggestions: [] };
  const near = await readNearness(
    db,
    possible.map(({ paperId }) => paperId),
    [...known, ...wishes].map(({ paperId }) => paperId),
  );
  const shared = new Map(likes.map((like) => [`${like.paperId} ${like.sourceId}`, like.shared]));
  const sharedBy = (paperId: string, otherId: string) => shared.get(`${paperId} ${otherId}`);
  const alike = (paperId: string, otherId: string) => sharedBy(paperId, otherId) !== undefined;
  const suggested = suggest({ possible, known, wishes, near, alike });
  const { papers, members } = await readTogether<{ papers: WithPaper; members: Member }>(db, {
    papers: Prisma.sql`
      SELECT ${BRIEF} FROM "Paper" p
      WHERE p.id = ANY(${suggested.flatMap(({ paperId, because }) => [paperId, because])}::uuid[])`,
    members: Prisma.sql`
      SELECT id, handle, name FROM "Person"
      WHERE id = ANY(${suggested.flatMap(({ memberId }) => memberId ?? [])}::uuid[])`,
  });
  const paperOf = briefIn(papers);
  return {
    suggestions: suggested.map(({ paperId, because, how, memberId }) => {
      const { slug, title, titleHtml } = paperOf(because);
      const by = members.find(({ id }) => id === memberId);
      return {
        paper: paperOf(paperId),
        reason: {
          how,
          paper: { slug, title, ...(titleHtml === undefined ? {} : { titleHtml }) },
          /** The member for whose sake it is suggested. */
          by: by ? { handle: by.handle, name: by.name } : null,
          /** The words that both papers have in common. */
          shared: sharedBy(paperId, because) ?? [],
        },
      };
    }),
  };
}

interface Member {
  id: string;
  handle: string;
  name: string;
}

function knownFrom(
  past: readonly PastCandidate[],
  readings: readonly Reading[],
  pool: readonly Nomination[],
): Known[] {
  const ballots = new Set(past.map(({ ballotId }) => ballotId));
  const stood = new Set(past.map(({ paperId }) => paperId));
  return [
    ...past.map((one): Known => {
      const how = one.chosen ? "chosen" : "placed";
      return { paperId: one.paperId, how, value: valuePlace(one) };
    }),
    ...readings
      .filter(({ ballotId }) => ballotId === null || !ballots.has(ballotId))
      .map(({ paperId }): Known => ({ paperId, how: "chosen", value: 1 })),
    ...pool
      .filter(({ paperId }) => !stood.has(paperId))
      .map(({ paperId }): Known => ({ paperId, how: "nominated", value: NOMINATED })),
  ];
}

/** The papers, not chosen so far, of members whose papers are seldom chosen. */
function wishesFrom(
  past: readonly PastCandidate[],
  readings: readonly Reading[],
  pool: readonly Nomination[],
): Wish[] {
  const chosen = new Set([
    ...past.filter((one) => one.chosen).map(({ paperId }) => paperId),
    ...readings.map(({ paperId }) => paperId),
  ]);
  // A paper that stood on several ballots counts once.
  const stood = new Map(
    past.map(({ paperId, memberId }): [string, Stood] => {
      return [`${paperId} ${memberId}`, { paperId, memberId, chosen: chosen.has(paperId) }];
    }),
  );
  const open = [...stood.values(), ...pool].filter(({ paperId }) => !chosen.has(paperId));
  return seldomChosen([...stood.values()]).flatMap((memberId) => {
    const papers = open.filter((one) => one.memberId === memberId).map(({ paperId }) => paperId);
    return [...new Set(papers)].map((paperId) => ({ paperId, memberId }));
  });
}

interface Like extends Possible {
  sourceId: string;
  score: number;
  shared: string[];
}

/** Finds the papers like these that the group does not know yet. */
async function findLike(groupId: string, sources: readonly { paperId: string }[]): Promise<Like[]> {
  const ids = [...new Set(sources.map(({ paperId }) => paperId))].slice(0, SOURCES);
  if (ids.length === 0) return [];
  return db.$queryRaw<Like[]>`
    WITH known AS MATERIALIZED (
      SELECT "paperId" FROM "Nomination" WHERE "groupId" = ${groupId}::uuid
      UNION SELECT "paperId" FROM "Reading" WHERE "groupId" = ${groupId}::uuid
      UNION SELECT f."paperId" FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id
      WHERE w."groupId" = ${groupId}::uuid AND f."paperId" IS NOT NULL
        AND (f."dismissedAt" IS NOT NULL OR f.brought AND f."foundAt" > ${suggestedSince(now())})
    )
    SELECT s."similarId" AS "paperId", s."paperId" AS "sourceId", s.score, s.shared, p."normalizedTitle"
    FROM "SimilarPaper" s JOIN "Paper" p ON p.id = s."similarId"
    WHERE s."paperId" = ANY(${ids}::uuid[]) AND ${NOTHING_WARNS}
      AND p.id NOT IN (SELECT "paperId" FROM known)
      AND p."normalizedTitle" NOT IN (
        SELECT k."normalizedTitle" FROM known JOIN "Paper" k ON k.id = known."paperId")
    ORDER BY s.score DESC, s."similarId", s."paperId"`;
}

/** Takes the papers that are most like one that the group likes, or that a member wishes for. */
function mostAlike(likes: readonly Like[], known: readonly Known[]): Possible[] {
  const values = new Map<string, number>();
  for (const { paperId, value } of known)
    values.set(paperId, Math.max(value, values.get(paperId) ?? 0));
  const found = new Map<string, Possible & { score: number }>();
  for (const { paperId, normalizedTitle, sourceId, score } of likes) {
    // A paper that is only wished for counts as one that was chosen.
    const most = Math.max(score * (values.get(sourceId) || 1), found.get(paperId)?.score ?? 0);
    found.set(paperId, { paperId, normalizedTitle, score: most });
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || (a.paperId < b.paperId ? -1 : 1))
    .slice(0, POSSIBLE);
}
