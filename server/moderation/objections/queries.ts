import "server-only";
import { type MemberScope, mayDecide } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { db } from "@/server/platform/database/db";
import { demand } from "@/server/platform/refusal";
import { cutToFit } from "@/server/platform/text/page-texts";

/** Objections shown at a time; the others follow as these are decided. */
const AT_A_TIME = 10;
/** Reports shown of one objection, the earliest first. */
const SHOWN = 3;
/** Bytes of all reasons; the rest are cut to their first BEGINNING characters. */
const REASONS = 30_000;
const BEGINNING = 40;
/** Bytes of all titles. */
const TITLES = 20_000;

interface Row extends WithPaper {
  nominationId: string;
  handle: string;
  name: string;
  said: string;
  count: number;
  reports: { handle: string; name: string; reason: string }[];
}

/** Lists objections that members have reported, the earliest report first; never those of the viewer. */
export async function listObjectionReports(scope: MemberScope) {
  demand(mayDecide(scope));
  const rows = await db.$queryRaw<Row[]>`
    SELECT w."nominationId", by.handle, by.name, o.reason AS said, w.count, ${BRIEF},
      (SELECT json_agg(json_build_object('handle', y.handle, 'name', y.name, 'reason', r.reason)
          ORDER BY r."createdAt", y.id)
        FROM (SELECT * FROM "ObjectionReport" x WHERE x."nominationId" = w."nominationId"
          AND x."personId" = w."personId" ORDER BY x."createdAt", x."reporterId" LIMIT ${SHOWN}) r
        JOIN "Person" y ON y.id = r."reporterId") AS reports
    FROM (SELECT r."nominationId", r."personId", count(*)::int AS count, min(r."createdAt") AS first
      FROM "ObjectionReport" r JOIN "Nomination" n ON n.id = r."nominationId"
      WHERE n."groupId" = ${scope.group.id}::uuid AND r."personId" <> ${scope.viewer.id}::uuid
      GROUP BY 1, 2 ORDER BY first, 1, 2 LIMIT ${AT_A_TIME}) w
    JOIN "Objection" o ON o."nominationId" = w."nominationId" AND o."personId" = w."personId"
    JOIN "Person" by ON by.id = w."personId" JOIN "Nomination" n ON n.id = w."nominationId"
    JOIN "Paper" p ON p.id = n."paperId" ORDER BY w.first, 1, w."personId"`;
  const paperOf = briefIn(rows, TITLES);
  const reasons = cutToFit(
    rows.flatMap(({ reports }) => reports.map(({ reason }) => reason)),
    REASONS,
    BEGINNING,
  );
  let at = 0;
  return rows.map(({ nominationId, handle, name, said, count, reports, paperId }) => ({
    nominationId,
    by: { handle, name },
    said,
    paper: paperOf(paperId),
    reports: reports.map((one) => ({ ...one, reason: reasons[at++] ?? "" })),
    moreReports: count - reports.length,
  }));
}
