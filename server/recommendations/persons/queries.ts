import "server-only";
import { briefPapers } from "@/server/papers/brief";
import { readCards } from "@/server/papers/queries";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import {
  type Dismissed,
  type Facts,
  type Pull,
  type PullKind,
  type Recommendation,
  recommend,
  SAME,
  sayReason,
  weighPapers,
} from "./rules";
import { COMMENTED, MAY_BE_RECOMMENDED, MUTED, seedsOfPerson } from "./sources";

/** Papers on the page. */
const SHOWN = 20;
/** The newest and the most trending papers that are looked at for followed topics. */
const POOL = 300;
/** Papers of followed topics, and trending ones, for each person. */
const TOPICAL = 60;
const TRENDING = 60;
/** The latest dismissals that count. All are left out. */
const DISMISSED = 100;

interface PullRow {
  personId: string;
  kind: PullKind;
  paperId: string;
  seedId: string | null;
  seedTitle: string | null;
  likeness: number | null;
  shared: string[] | null;
  groupId: string | null;
  groupName: string | null;
  topic: string | null;
  topicName: string | null;
  at: Date;
  place: number | null;
}

/**
 * Reads what speaks for papers that may be recommended to these persons, in one statement. It looks at a bounded number of
 * papers for each person, however many there are: the neighbours of the latest papers of each source, which a job has
 * found beforehand, and the newest and the most trending ones. Groups count only while the person is a member.
 */
async function readPulls(tx: Tx, personIds: readonly string[]): Promise<PullRow[]> {
  return tx.$queryRaw<PullRow[]>`
    WITH viewer AS MATERIALIZED (SELECT id FROM unnest(${[...personIds]}::uuid[]) AS id),
    commented AS MATERIALIZED (${COMMENTED}),
    muted AS MATERIALIZED (${MUTED}),
    seed AS MATERIALIZED (SELECT v.id AS "personId", s.* FROM viewer v CROSS JOIN LATERAL (${seedsOfPerson()}) s),
    top AS MATERIALIZED (
      SELECT x."paperId", (row_number() OVER (ORDER BY x.heat DESC, x."paperId"))::int AS place FROM (
        SELECT "paperId", heat FROM "PaperStanding" ORDER BY heat DESC, "paperId" LIMIT ${POOL}) x
    ),
    pool AS MATERIALIZED (
      SELECT p.id AS "paperId", p."addedAt", t."topicSlug" FROM (
        SELECT "paperId" AS id FROM top UNION (SELECT id FROM "Paper" ORDER BY "addedAt" DESC, id LIMIT ${POOL})
      ) one JOIN "Paper" p ON p.id = one.id JOIN "PaperTopic" t ON t."paperId" = p.id
    ),
    pull AS (
      SELECT s."personId", s.kind, n."similarId" AS "paperId", s."paperId" AS "seedId", n.score AS likeness, n.shared,
        s."groupId", NULL AS topic, s.at, NULL::int AS place
      FROM seed s JOIN "SimilarPaper" n ON n."paperId" = s."paperId" AND n.score < ${SAME}
      UNION ALL
      SELECT s."personId", 'groupReading', s."paperId", NULL, NULL, NULL, s."groupId", NULL, s.at, NULL
      FROM seed s WHERE s.kind = 'readByGroup'
      UNION ALL
      SELECT v.id, 'topic', x."paperId", NULL, NULL, NULL, NULL, x."topicSlug", x."addedAt", NULL
      FROM viewer v CROSS JOIN LATERAL (
        SELECT pool.* FROM pool JOIN "Following" f ON f."topicSlug" = pool."topicSlug"
        WHERE f."personId" = v.id AND f.level = 'follow' ORDER BY pool."addedAt" DESC, pool."paperId", f."topicSlug" LIMIT ${TOPICAL}) x
      UNION ALL
      SELECT v.id, 'trending', top."paperId", NULL, NULL, NULL, NULL, NULL, ${now()}::timestamptz, top.place
      FROM viewer v CROSS JOIN top WHERE top.place <= ${TRENDING}
    )
    SELECT pull.*, o.title AS "seedTitle", g.name AS "groupName", t.name AS "topicName"
    FROM pull JOIN viewer v ON v.id = pull."personId" JOIN "Paper" p ON p.id = pull."paperId"
    LEFT JOIN "Paper" o ON o.id = pull."seedId" LEFT JOIN "Group" g ON g.id = pull."groupId"
    LEFT JOIN "Topic" t ON t.slug = pull.topic
    WHERE (o.id IS NULL OR o."normalizedTitle" <> p."normalizedTitle") AND ${MAY_BE_RECOMMENDED}`;
}

function pullOf(row: PullRow): Pull {
  const { kind, paperId, seedId, groupId, topic, at, place } = row;
  return {
    ...{ kind, paperId, at, place },
    seed: seedId && {
      id: seedId,
      title: titleInSigns(row.seedTitle ?? ""),
      likeness: row.likeness ?? 0,
      shared: row.shared ?? [],
    },
    group: groupId && { id: groupId, name: row.groupName ?? "" },
    topic: topic && { slug: topic, name: row.topicName ?? "" },
  } as Pull;
}

/** The topics of a paper whose id is in a column, and the papers most like it. */
const aboutPaper = (id: Prisma.Sql) => Prisma.sql`
  ARRAY(SELECT x."topicSlug" FROM "PaperTopic" x WHERE x."paperId" = ${id}) AS topics,
  (SELECT coalesce(json_object_agg(n."similarId", n.score), '{}') FROM "SimilarPaper" n WHERE n."paperId" = ${id}) AS near`;

type Near<Of> = Omit<Of, "near"> & { near: Record<string, number> };
const withNear = <Of>({ near, ...rest }: Near<Of>) =>
  ({ ...rest, near: new Map(Object.entries(near)) }) as Of;

async function readFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, Facts>> {
  const rows = await tx.$queryRaw<Near<Facts>[]>`
    SELECT p.id, p."normalizedTitle" AS "titleKey", ${aboutPaper(Prisma.sql`p.id`)}
    FROM "Paper" p WHERE p.id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, withNear<Facts>(row)]));
}

async function readDismissed(tx: Tx, personIds: readonly string[]) {
  return tx.$queryRaw<(Near<Dismissed> & { personId: string })[]>`
    SELECT v.id AS "personId", d."paperId" AS id, ${aboutPaper(Prisma.sql`d."paperId"`)}
    FROM unnest(${[...personIds]}::uuid[]) AS v(id) CROSS JOIN LATERAL (
      SELECT "paperId" FROM "Dismissal" WHERE "personId" = v.id ORDER BY "createdAt" DESC, "paperId" LIMIT ${DISMISSED}) d`;
}

function byPerson<Row extends { personId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const theirs = found.get(row.personId);
    if (theirs) theirs.push(row);
    else found.set(row.personId, [row]);
  }
  return found;
}

/**
 * Recommends papers to these persons, best first, in three statements however many they are. The caller has proven who
 * asks: nobody else may see what comes of it.
 */
export async function recommendTo(
  tx: Tx,
  personIds: readonly string[],
  most: number,
): Promise<Map<string, Recommendation[]>> {
  if (personIds.length === 0) return new Map();
  const at = now();
  const pulls = byPerson(await readPulls(tx, personIds));
  const weighed = new Map(
    personIds.map((id) => [id, weighPapers((pulls.get(id) ?? []).map(pullOf), at)]),
  );
  const facts = await readFacts(tx, [...new Set([...weighed.values()].flat().map(({ id }) => id))]);
  const dismissed = byPerson(await readDismissed(tx, personIds));
  return new Map(
    personIds.map((id) => {
      const nots = (dismissed.get(id) ?? []).map((row) => withNear<Dismissed>(row));
      return [id, recommend(weighed.get(id) ?? [], facts, nots, most)];
    }),
  );
}

/** Recommends papers to the viewer. `isPersonal` is false if nothing is known of them, and all are trending. */
export async function listForYou(viewer: Viewer) {
  const found = (await recommendTo(db, [viewer.id], SHOWN)).get(viewer.id) ?? [];
  const at = now();
  const reasons = new Map(found.map(({ paperId, reason }) => [paperId, sayReason(reason, at)]));
  const papers = await readCards(found.map(({ paperId }) => paperId));
  return {
    papers: papers.map((paper) => ({ ...paper, reason: reasons.get(paper.id) ?? "" })),
    isPersonal: found.some(({ reason }) => reason.kind !== "trending"),
  };
}

/** Dismissed papers on one page. */
const A_PAGE = 20;

const LATEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "paperId", as: "id" },
];

/** Lists a page of the papers that the viewer is not interested in, the latest first. */
export async function listDismissed(viewer: Viewer, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const read = await db.dismissal.findMany({
    where: { AND: [{ personId: viewer.id }, page.where] },
    select: { paperId: true, createdAt: true },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const paper = await briefPapers(rows.map(({ paperId }) => paperId));
  return {
    papers: rows.map(({ paperId, createdAt }) => ({ ...paper(paperId), dismissedAt: createdAt })),
    ...rest,
  };
}
