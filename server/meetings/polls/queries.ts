import "server-only";
import { atLeast, type MemberScope } from "@/server/groups/policy";
import { suspendedIn } from "@/server/groups/sql";
import { BRIEF, briefIn, briefPapers, type WithPaper } from "@/server/papers/brief";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { refuse } from "@/server/platform/refusal";
import { cutToFit } from "@/server/platform/text/page-texts";
import { LIVE, offersFor } from "../planning/commands";
import { findClearBest, pollState, rankDates, type Standing } from "./rules";
import { hasAnsweredPoll } from "./sql";

/** People named on the page of a poll; the rest are counted. */
const NAMES = 100;
/** Bytes of all these names, and characters of those that no longer fit. */
const NAME_BYTES = 40_000;
const BEGINNING_OF_NAME = 15;

type Answer = "yes" | "maybe" | "no";
interface Proposed extends Standing {
  mine: Answer | null;
  /** Whether the group meets about another paper at this time. */
  taken: boolean;
}

interface Asked {
  id: string;
  groupId: string;
  readingId: string;
}

type DateRow = Omit<Proposed, "lacksPresenter"> & {
  /** The number of presenters, and of those who cannot come. */
  presenters: number;
  absent: number;
};

/**
 * The query for the proposed times of a poll, the earliest first, with the number of each answer. Presenters are that of
 * a meeting that was cancelled, or else the members who offered to present the paper.
 */
function datesOf({ id, groupId, readingId }: Asked, viewerId: string | null): Prisma.Sql {
  return Prisma.sql`
    SELECT d.id, d."startsAt", count(*) FILTER (WHERE a.answer = 'yes')::int AS yes,
      count(*) FILTER (WHERE a.answer = 'maybe')::int AS maybe,
      count(*) FILTER (WHERE a.answer = 'no')::int AS no,
      count(*) FILTER (WHERE a.answer = 'no' AND a."personId" = ANY(presenter.ids))::int AS absent,
      cardinality(presenter.ids) AS presenters,
      max(a.answer::text) FILTER (WHERE a."personId" = ${viewerId}::uuid) AS mine,
      EXISTS (SELECT FROM "Meeting" m WHERE m."groupId" = ${groupId}::uuid AND m."startsAt" = d."startsAt"
        AND m."cancelledAt" IS NULL AND m."readingId" <> ${readingId}::uuid) AS taken
    FROM (SELECT coalesce((SELECT ARRAY[m."presenterId"] FROM "Meeting" m
        WHERE m."readingId" = ${readingId}::uuid AND m."presenterId" IS NOT NULL),
      ARRAY(${offersFor(groupId, readingId)})) AS ids) presenter
    CROSS JOIN "PollDate" d LEFT JOIN "DateAnswer" a ON a."dateId" = d.id
    WHERE d."pollId" = ${id}::uuid GROUP BY d.id, presenter.ids ORDER BY d."startsAt"`;
}

function proposedIn(rows: readonly DateRow[]): Proposed[] {
  return rows.map(({ absent, presenters, ...row }) => ({
    ...row,
    lacksPresenter: presenters > 0 && absent === presenters,
  }));
}

/** Reads the proposed times of a poll, the earliest first, with the number of each answer, in one query. */
export async function readStandings(tx: Tx, poll: Asked): Promise<Proposed[]> {
  return proposedIn(await tx.$queryRaw<DateRow[]>(datesOf(poll, null)));
}

/** Proposed times that can still become the meeting. */
export function choosable(dates: readonly Proposed[], at: Date): Proposed[] {
  return dates.filter(({ startsAt, taken }) => startsAt > at && !taken);
}

interface Count {
  members: number;
  answered: number;
}

/** The query for the number of members who may answer a poll, and of those who have. */
function countOf(poll: Pick<Asked, "id" | "groupId">): Prisma.Sql {
  return Prisma.sql`
    SELECT count(*)::int AS members, count(*) FILTER (WHERE ${hasAnsweredPoll(Prisma.sql`${poll.id}::uuid`, Prisma.sql`m."personId"`)})::int AS answered
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND ${mayAnswer}
    WHERE m."groupId" = ${poll.groupId}::uuid AND NOT ${suspendedIn(Prisma.sql`m."personId"`, Prisma.sql`m."groupId"`, now())}`;
}

/** Counts the members who may answer a poll, and how many of them have. */
export async function countAnswered(tx: Tx, poll: { id: string; groupId: string }): Promise<Count> {
  const [count] = await tx.$queryRaw<Count[]>(countOf(poll));
  return count as Count;
}

const mayAnswer = Prisma.sql`p."suspendedAt" IS NULL`;

interface Respondent {
  handle: string;
  name: string;
  mine: boolean;
  /** Their answers by proposed time. */
  answers: Record<string, Answer>;
  /** The number of all who answered. */
  total: number;
}

/** The query for the answers of each person, the viewer first and then in the order of answering. */
function respondentsOf(pollId: string, viewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT p.handle, p.name, p.id = ${viewerId}::uuid AS mine, json_object_agg(d.id, a.answer) AS answers,
      (count(*) OVER ())::int AS total
    FROM "PollDate" d JOIN "DateAnswer" a ON a."dateId" = d.id JOIN "Person" p ON p.id = a."personId"
    WHERE d."pollId" = ${pollId}::uuid GROUP BY p.id
    ORDER BY p.id = ${viewerId}::uuid DESC, min(a."createdAt"), p.id LIMIT ${NAMES}`;
}

/** Reads a poll of the group for a member. @throws Refusal NOT_FOUND */
export async function readPoll(scope: MemberScope, pollId: string) {
  const groupId = scope.group.id;
  const poll = await db.datePoll.findFirst({
    where: { id: pollId, groupId },
    include: { reading: { select: { paperId: true, meeting: { select: { id: true } } } } },
  });
  if (!poll) refuse("NOT_FOUND");
  const { reading } = poll;
  const at = now();
  const read = await readTogether<{
    papers: WithPaper;
    dates: DateRow;
    counts: Count;
    people: Respondent;
  }>(
    db,
    {
      papers: Prisma.sql`SELECT ${BRIEF} FROM "Paper" p WHERE p.id = ${reading.paperId}::uuid`,
      dates: datesOf(poll, scope.viewer.id),
      counts: countOf(poll),
      people: respondentsOf(pollId, scope.viewer.id),
    },
    ["startsAt"],
  );
  const { people, counts } = read;
  const [dates, paperOf] = [proposedIn(read.dates), briefIn(read.papers)];
  const state = pollState(poll);
  const open = state === "open" && poll.closesAt > at;
  const left = choosable(dates, at);
  const [best] = rankDates(left);
  const names = cutToFit(
    people.map(({ name }) => name),
    NAME_BYTES,
    BEGINNING_OF_NAME,
  );
  const organizes = atLeast(scope.role, "organizer");
  const live = state === "open" || state === "undecided";
  return {
    id: poll.id,
    state,
    paper: paperOf(reading.paperId),
    minutes: poll.minutes,
    place: poll.place,
    link: poll.link,
    closesAt: poll.closesAt,
    meetingId: state === "open" ? null : (reading.meeting?.id ?? null),
    dates: dates.map((one) => ({
      ...one,
      chosen: one.id === poll.chosenId,
      open: left.some(({ id }) => id === one.id),
    })),
    /** The best time by the answers so far; null before the first answer. */
    bestId: live && best && best.yes + best.maybe > 0 ? best.id : null,
    clear: findClearBest(left) !== null,
    ...(counts[0] as Count),
    people: people.map(({ handle, answers, mine }, place) => ({
      ...{ handle, name: names[place] ?? "", mine },
      answers: dates.map(({ id }) => answers[id] ?? null),
    })),
    more: (people[0]?.total ?? 0) - people.length,
    may: { answer: open && !scope.suspended, decide: live && organizes },
  };
}

/** Polls in the list of a group. */
const LISTED = 10;

export interface LivePoll extends WithPaper {
  id: string;
  readingId: string;
  closesAt: Date;
  closedAt: Date | null;
  /** Whether the viewer has answered. */
  answered: boolean;
}

/** The query for the group's polls that still lead to a meeting, the oldest first. */
export function livePollsOf(scope: MemberScope): Prisma.Sql {
  return Prisma.sql`
    SELECT w.id, ${BRIEF}, w."readingId", w."closesAt", w."closedAt",
      ${hasAnsweredPoll(Prisma.sql`w.id`, Prisma.sql`${scope.viewer.id}::uuid`)} AS answered
    FROM "DatePoll" w JOIN "Reading" r ON r.id = w."readingId" JOIN "Paper" p ON p.id = r."paperId"
    WHERE w."groupId" = ${scope.group.id}::uuid AND w."chosenId" IS NULL AND w."cancelledAt" IS NULL
    ORDER BY w."createdAt", w.id LIMIT ${LISTED}`;
}

/** Reads what a poll about a chosen reading would be about, and the poll that it has already. @throws Refusal NOT_FOUND */
export async function readSubject(scope: MemberScope, readingId: string) {
  const reading = await db.reading.findFirst({
    where: { id: readingId, groupId: scope.group.id },
    select: { id: true, paperId: true, datePolls: { where: LIVE, select: { id: true } } },
  });
  if (!reading) refuse("NOT_FOUND");
  const paperOf = await briefPapers([reading.paperId]);
  return {
    ...{ id: reading.id, paper: paperOf(reading.paperId) },
    pollId: reading.datePolls[0]?.id ?? null,
  };
}
