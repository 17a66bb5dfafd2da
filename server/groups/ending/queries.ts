import "server-only";
import { withShownTitle } from "@/server/papers/titles/shown";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import type { MemberScope } from "../policy";
import type { Running } from "./rules";

/** Things listed of each kind; the others show once these are over. */
const LISTED = 5;

interface Row {
  id: string;
  title: string;
  at: Date;
}

/** Lists what runs in a group, so that it cannot be archived: open ballots, planned meetings, polls for their dates. */
export async function listRunning(scope: MemberScope, tx: Tx = db): Promise<Running[]> {
  const here = Prisma.sql`x."groupId" = ${scope.group.id}::uuid AND x."cancelledAt" IS NULL`;
  const first = Prisma.sql`ORDER BY at, x.id LIMIT ${LISTED}`;
  const paper = Prisma.sql`JOIN "Reading" r ON r.id = x."readingId" JOIN "Paper" p ON p.id = r."paperId"`;
  const { ballots, meetings, polls } = await readTogether<
    Record<"ballots" | "meetings" | "polls", Row>
  >(
    tx,
    {
      ballots: Prisma.sql`SELECT x.id, x.title, x."closesAt" AS at FROM "Ballot" x
        WHERE ${here} AND x."openedAt" IS NOT NULL AND x."closedAt" IS NULL ${first}`,
      meetings: Prisma.sql`SELECT x.id, p.title, x."startsAt" AS at FROM "Meeting" x ${paper}
        WHERE ${here} AND x."startsAt" > ${now()} ${first}`,
      polls: Prisma.sql`SELECT x.id, p.title, x."closesAt" AS at FROM "DatePoll" x ${paper}
        WHERE ${here} AND x."chosenId" IS NULL ${first}`,
    },
    ["at"],
  );
  const about = (kind: Running["kind"]) => (row: Row) => ({ kind, ...withShownTitle(row) });
  return [
    ...ballots.map((row) => ({ kind: "ballot" as const, ...row })),
    ...meetings.map(about("meeting")),
    ...polls.map(about("poll")),
  ];
}
