import "server-only";
import type { GroupScope } from "@/server/groups/policy";
import { showTitles } from "@/server/papers/titles/shown";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { chosenAmong } from "../rules";
import { chancesIn, nearness, type Place, scoreOf, sumUp } from "./rules";

/** Ballots whose results say what a group likes: half a year of weeks. */
const LATEST = 24;
/** Forecasts in the series of a group: a year of weeks. */
const SERIES = 52;

/** Bytes of the titles of a series. */
const TITLES = 40_000;

/** A paper on an earlier ballot, and how it came out. */
export interface PastCandidate extends Place {
  ballotId: string;
  paperId: string;
  /** The member who nominated it; null if they have left. */
  memberId: string | null;
}

/**
 * The query for the papers on the latest ballots of a group that chose one, with their places. Results are open to all who
 * see the group; no vote is read, secret or not.
 */
export function pastCandidatesOf(groupId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT b.id AS "ballotId", c."paperId", c.place, (count(*) OVER (PARTITION BY b.id))::int AS "of", EXISTS (
        SELECT FROM "Reading" r WHERE r."ballotId" = b.id AND r."paperId" = c."paperId") AS chosen,
      m."personId" AS "memberId"
    FROM (SELECT id, "groupId", "openedAt" FROM "Ballot" WHERE "groupId" = ${groupId}::uuid
      AND outcome IN ('chosen', 'decided') ORDER BY "openedAt" DESC, id DESC LIMIT ${LATEST}) b
    JOIN "Candidate" c ON c."ballotId" = b.id JOIN "Nomination" n ON n.id = c."nominationId"
    LEFT JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = n."nominatedById"
    WHERE c.place IS NOT NULL ORDER BY b."openedAt" DESC, b.id DESC, c.position`;
}

interface Near {
  paperId: string;
  otherId: string;
  score: number;
}

interface OfTopics {
  paperId: string;
  topics: string[];
}

/** The query for the topics of papers. */
function topicsOf(paperIds: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT "paperId", array_agg("topicSlug" ORDER BY "topicSlug") AS topics FROM "PaperTopic"
    WHERE "paperId" = ANY(${[...paperIds]}::uuid[]) GROUP BY "paperId"`;
}

/** Reads how near each of these papers is to each of the others. @returns a function of two ids */
export async function readNearness(
  tx: Tx,
  paperIds: readonly string[],
  others: readonly string[],
): Promise<(paperId: string, otherId: string) => number> {
  const [papers, known] = [[...paperIds], [...new Set(others)]];
  const { near, topics } = await readTogether<{ near: Near; topics: OfTopics }>(tx, {
    // A paper keeps a dozen similar ones, so each may be missing in the list of the other.
    near: Prisma.sql`
      SELECT "paperId", "similarId" AS "otherId", score FROM "SimilarPaper"
      WHERE "paperId" = ANY(${papers}::uuid[]) AND "similarId" = ANY(${known}::uuid[])
      UNION ALL SELECT "similarId", "paperId", score FROM "SimilarPaper"
      WHERE "paperId" = ANY(${known}::uuid[]) AND "similarId" = ANY(${papers}::uuid[])`,
    topics: topicsOf([...papers, ...known]),
  });
  const words = new Map<string, number>();
  for (const { paperId, otherId, score } of near) {
    const pair = `${paperId} ${otherId}`;
    words.set(pair, Math.max(score, words.get(pair) ?? 0));
  }
  const topicsIn = new Map(topics.map((one) => [one.paperId, one.topics]));
  return (paperId, otherId) =>
    nearness({
      same: paperId === otherId,
      words: words.get(`${paperId} ${otherId}`) ?? 0,
      topics: topicsIn.get(paperId) ?? [],
      otherTopics: topicsIn.get(otherId) ?? [],
    });
}

/** Whether the forecast of a ballot `b` is open: a tie that waits for an organizer could be decided by it. */
const REVEALED = Prisma.sql`(b."closedAt" IS NOT NULL AND b.outcome IS DISTINCT FROM 'tied')`;

/** A forecast as far as it may be seen: its seal, and what is sealed once the ballot is over. */
export interface ForecastRow {
  seal: string;
  sealed: string | null;
}

/** The query for the forecast of a ballot. What is sealed does not leave the database while it is. */
export function forecastOf(ballotId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT encode(sha256(convert_to(f.sealed, 'UTF8')), 'hex') AS seal,
      CASE WHEN ${REVEALED} THEN f.sealed END AS sealed
    FROM "Forecast" f JOIN "Ballot" b ON b.id = f."ballotId" WHERE f."ballotId" = ${ballotId}::uuid`;
}

/** Shows a forecast: sealed, or with its chances, and with its score if the ballot chose something. */
export function shownForecast([row]: readonly ForecastRow[], chosen: readonly string[]) {
  if (!row) return null;
  const { seal, sealed } = row;
  if (sealed === null) return { seal, opened: null };
  const chances = chancesIn(sealed);
  const score = chosen.length === 0 ? null : scoreOf(chances, chosen);
  return { seal, opened: { sealed, chances, score } };
}

/** Lists the forecasts of a group's ballots that are over, by the ids of the ballots. @param after the last one listed */
export function listOpenedForecasts(
  groupId: string,
  after: string | null,
  most: number,
): Promise<{ id: string; madeAt: Date; sealed: string }[]> {
  return db.$queryRaw`
    SELECT b.id, f."madeAt", f.sealed FROM "Ballot" b JOIN "Forecast" f ON f."ballotId" = b.id
    WHERE b."groupId" = ${groupId}::uuid AND ${REVEALED}
      AND (${after}::uuid IS NULL OR b.id > ${after}::uuid) ORDER BY b.id LIMIT ${most}`;
}

interface SeriesRow {
  id: string;
  closedAt: Date;
  sealed: string;
  /** The candidates that may be the chosen ones; times are text here. */
  candidates: { id: string; paperId: string; title: string; chosenAt: string | null }[];
  readings: { paperId: string; chosenAt: string }[];
}

/** Lists the group's last forecasts with their scores, the latest first, and sums them up. */
export async function listForecasts(scope: GroupScope) {
  const ballots = await db.$queryRaw<SeriesRow[]>`
    SELECT b.id, b."closedAt", f.sealed, (
        SELECT coalesce(json_agg(json_build_object('id', c.id, 'paperId', c."paperId", 'title', p.title,
          'chosenAt', n."chosenAt") ORDER BY c.position), '[]')
        FROM "Candidate" c JOIN "Nomination" n ON n.id = c."nominationId" JOIN "Paper" p ON p.id = c."paperId"
        WHERE c."ballotId" = b.id AND EXISTS (
          SELECT FROM "Reading" r WHERE r."ballotId" = b.id AND r."paperId" = c."paperId")) AS candidates, (
        SELECT coalesce(json_agg(json_build_object('paperId', r."paperId", 'chosenAt', r."chosenAt")
          ORDER BY r.seat), '[]') FROM "Reading" r WHERE r."ballotId" = b.id) AS readings
    FROM "Ballot" b JOIN "Forecast" f ON f."ballotId" = b.id
    WHERE b."groupId" = ${scope.group.id}::uuid AND b.outcome IN ('chosen', 'decided')
    ORDER BY b."openedAt" DESC, b.id DESC LIMIT ${SERIES}`;
  const scored = ballots.map(({ id, closedAt, sealed, candidates, readings }) => {
    const chosen = chosenIn(candidates, readings);
    const chances = chancesIn(sealed);
    return {
      id,
      closedAt,
      chosen,
      chances,
      score: scoreOf(
        chances,
        chosen.map((one) => one.id),
      ),
    };
  });
  const titles = showTitles(
    scored.flatMap(({ chosen }) => chosen.map(({ title }) => title)),
    TITLES,
  ).values();
  return {
    forecasts: scored.map(({ chosen, chances, ...one }) => ({
      ...one,
      chosen: chosen.map(({ id, title }) => ({
        id,
        ...(titles.next().value ?? { title }),
        chance: chances[id] ?? 0,
      })),
    })),
    /** The most that are listed. */
    most: SERIES,
    summary: sumUp(scored.map(({ score }) => score)),
  };
}

function chosenIn(candidates: SeriesRow["candidates"], readings: SeriesRow["readings"]) {
  const time = (text: string | null) => (text === null ? null : new Date(text));
  const chosen = chosenAmong(
    candidates.map(({ chosenAt, ...one }) => ({
      ...one,
      nomination: { chosenAt: time(chosenAt) },
    })),
    readings.map(({ paperId, chosenAt }) => ({ paperId, chosenAt: new Date(chosenAt) })),
  );
  return chosen.flatMap((id) => candidates.find((one) => one.id === id) ?? []);
}
