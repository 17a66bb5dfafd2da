import "server-only";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import { withShownTitle } from "@/server/papers/titles/shown";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { readTogether } from "@/server/platform/database/together";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { type ReadingRow, readingsQuery, shownReadings } from "./readings/queries";
import { stageOf } from "./rules";
import { DRAFTS_MAX, OPEN_MAX } from "./schema";
import { BALLOT_OPEN, ELECTORS, NOMINATION_VOTED_ON, NOMINATION_WAITS } from "./sql";
import { type CountsRow, countsIn, countsOf } from "./votes/queries";

/** Finished ballots on one page. */
const A_PAGE = 20;
/** Enough for the open ballots and all drafts of a group. */
const CURRENT = DRAFTS_MAX + OPEN_MAX;
/** Papers read last, on the first page of a group. */
const LATEST = 3;

interface Glance {
  /** Of an open ballot; null in the one row of a group without any. */
  id: string | null;
  title: string;
  /** How many papers it chooses. */
  seats: number;
  closesAt: Date | null;
  candidates: number;
  votes: number;
  electors: number;
  voted: boolean;
  /** Nominations of the group that no ballot has chosen yet and none is deciding about. */
  waiting: number;
}

/** Loads the group's open ballots, the one that closes soonest first, and the papers that it read last. */
export async function loadOverview(scope: GroupScope) {
  const groupId = scope.group.id;
  const read = Prisma.sql`r."readAt" <= ${now()}`;
  const latest = Prisma.sql`r."readAt" DESC, r.id DESC`;
  const { glances, readings } = await readTogether<{ glances: Glance; readings: ReadingRow }>(
    db,
    {
      glances: Prisma.sql`
        SELECT b.id, b.title, b.seats, b."closesAt", ${ELECTORS} AS electors, (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
          (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
          EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = ${scope.viewer?.id ?? null}::uuid) AS voted,
          (SELECT count(*)::int FROM "Nomination" n WHERE n."groupId" = g.id AND ${NOMINATION_WAITS}
            AND NOT ${NOMINATION_VOTED_ON}) AS waiting
        FROM "Group" g LEFT JOIN "Ballot" b ON b."groupId" = g.id AND ${BALLOT_OPEN}
        WHERE g.id = ${groupId}::uuid ORDER BY b."closesAt", b.id`,
      readings: readingsQuery(groupId, { where: read, order: latest, take: LATEST, skip: 0 }),
    },
    ["closesAt", "chosenAt", "readAt", "startsAt", "cancelledAt"],
  );
  const [first] = glances;
  if (!first) refuse("NOT_FOUND");
  const open = glances.flatMap(({ id, closesAt, waiting: _, ...rest }) =>
    id && closesAt ? [{ id, closesAt, ...rest }] : [],
  );
  return { open, readings: shownReadings(scope, readings), waiting: first.waiting };
}

const LINE = {
  id: true,
  rule: true,
  title: true,
  opensAt: true,
  openedAt: true,
  closesAt: true,
  closedAt: true,
  cancelledAt: true,
  outcome: true,
  seats: true,
} as const;

const NEWEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

interface Chosen {
  ballotId: string;
  slug: string;
  title: string;
}

/** Lists a page of the group's ballots: the open ones, drafts for organizers, then the others, newest first. */
export async function listBallots(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, NEWEST_FIRST);
  const groupId = scope.group.id;
  const drafts = atLeast(scope.role, "organizer");
  const seen = { groupId, ...(drafts ? {} : { openedAt: { not: null } }) };
  const newest = { orderBy: [{ createdAt: "desc" }, { id: "desc" }] } as const;
  const [current, over] = await Promise.all([
    page.page > 1
      ? []
      : db.ballot.findMany({
          where: { ...seen, closedAt: null, cancelledAt: null },
          select: LINE,
          orderBy: [...newest.orderBy],
          take: CURRENT,
        }),
    db.ballot.findMany({
      where: {
        AND: [
          { ...seen, OR: [{ closedAt: { not: null } }, { cancelledAt: { not: null } }] },
          page.where,
        ],
      },
      select: { ...LINE, createdAt: true },
      orderBy: page.orderBy,
      skip: page.skip,
      take: page.take,
    }),
  ]);
  const { rows: past, ...rest } = page.cut(over);
  const rows = [...current, ...past.map(({ createdAt: _, ...row }) => row)];
  const ids = rows.map(({ id }) => id);
  // The chosen papers of all at once: for each ballot alone, PostgreSQL may read the readings of all groups.
  const { counts, chosen } = await readTogether<{ counts: CountsRow; chosen: Chosen }>(db, {
    counts: countsOf(ids, scope.viewer),
    chosen: Prisma.sql`
      SELECT r."ballotId", p.slug, p.title FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
      WHERE r."ballotId" = ANY(${ids}::uuid[]) ORDER BY r.seat`,
  });
  const countOf = countsIn(counts);
  const listed = rows.map((ballot) => ({
    ...ballot,
    ...countOf(ballot.id),
    stage: stageOf(ballot),
    chosen: chosen
      .filter(({ ballotId }) => ballotId === ballot.id)
      .map(({ slug, title }) => withShownTitle({ slug, title })),
  }));
  const first = { open: 0, draft: 1, closed: 2, cancelled: 2 };
  return {
    ballots: listed.toSorted((a, b) => first[a.stage] - first[b.stage]),
    ...rest,
  };
}
