import "server-only";
import type { z } from "zod";
import { lockGroup, lockGroupAs } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue, type Handler, handle } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { lockMembership } from "../attendance/commands";
import { findOrChoose, saveAndNotify } from "../commands";
import { LIVE } from "../planning/commands";
import { startProblem } from "../rules";
import { DATE_POLL_DUE, DATE_POLL_ENDED, DATE_POLL_OPENED, DATE_POLL_UNDECIDED } from "../schema";
import { choosable, countAnswered, readStandings } from "./queries";
import { closingTime, findClearBest, pollState } from "./rules";
import type { answerPollInput, decidePollInput, openPollInput } from "./schema";

/** Polls a day. The other members are notified of each. */
const POLLS: Limit = { name: "date-polls", points: 50, perSeconds: 86_400 };

interface Locked {
  id: string;
  groupId: string;
  readingId: string;
  minutes: number;
  place: string;
  link: string;
  closesAt: Date;
  closedAt: Date | null;
  chosenId: string | null;
  cancelledAt: Date | null;
}

async function lockPoll(tx: Tx, pollId: string, how: "SHARE" | "UPDATE"): Promise<Locked | null> {
  const lock = how === "SHARE" ? Prisma.sql`FOR SHARE` : Prisma.sql`FOR UPDATE`;
  const [poll] = await tx.$queryRaw<Locked[]>`
    SELECT id, "groupId", "readingId", minutes, place, link, "closesAt", "closedAt", "chosenId", "cancelledAt"
    FROM "DatePoll" WHERE id = ${pollId}::uuid ${lock}`;
  return poll ?? null;
}

/**
 * Asks the group when it can meet about a chosen paper, or about any paper, which then counts as chosen.
 * @throws Refusal CONFLICT if it has a meeting or is being asked, INVALID, CLOSED
 */
export async function openPoll(scope: MemberScope, input: z.output<typeof openPollInput>) {
  const { readingId: given, paperId, dates, days, minutes, place, link } = input;
  const groupId = scope.group.id;
  await spend(POLLS, scope.viewer.id);
  return transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const at = now();
    for (const startsAt of dates) {
      const problem = startProblem(startsAt, at, null);
      if (problem) refuse("INVALID", { say: problem, field: "dates" });
    }
    const readingId = given ?? (await findOrChoose(tx, groupId, paperId as string));
    const reading = await tx.reading.findFirst({
      where: { id: readingId, groupId },
      select: {
        meeting: { select: { cancelledAt: true } },
        datePolls: { where: LIVE, select: { id: true } },
      },
    });
    if (!reading) refuse("NOT_FOUND");
    if (reading.meeting && !reading.meeting.cancelledAt)
      refuse("CONFLICT", { say: "This paper has a meeting already. Change its time instead." });
    if (reading.datePolls.length > 0)
      refuse("CONFLICT", {
        say: "The members are already being asked when to meet about this paper.",
      });
    const closesAt = closingTime(dates, days, at);
    const { id } = await tx.datePoll.create({
      data: {
        ...{ groupId, readingId, closesAt, createdAt: at, openedById: scope.viewer.id },
        ...{ minutes, place, link },
        dates: { create: dates.map((startsAt) => ({ startsAt })) },
      },
      select: { id: true },
    });
    await notifyTopics(tx, groupTopic(groupId));
    await enqueue(tx, DATE_POLL_OPENED, { pollId: id });
    await enqueue(tx, DATE_POLL_DUE, { pollId: id }, { runAt: closesAt });
    return { id };
  });
}

/** Saves the viewer's answers to all times of a poll. @throws Refusal CLOSED, INVALID if one is missing */
export async function answerPoll(
  scope: MemberScope,
  { pollId, answers }: z.output<typeof answerPollInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    await lockMembership(tx, scope);
    // A shared lock: many members can answer at once, but not while the poll is being closed.
    const poll = await lockPoll(tx, pollId, "SHARE");
    if (!poll || poll.groupId !== groupId) refuse("NOT_FOUND");
    const at = now();
    if (pollState(poll) !== "open" || poll.closesAt <= at)
      refuse("CLOSED", { say: "This poll is closed. Reload the page to see the result." });
    const dates = await tx.pollDate.findMany({ where: { pollId }, select: { id: true } });
    const said = new Map(answers.map(({ dateId, answer }) => [dateId, answer]));
    const complete = said.size === dates.length && answers.length === dates.length;
    if (!complete || !dates.every(({ id }) => said.has(id)))
      refuse("INVALID", { say: "Answer each of the times." });
    await tx.$executeRaw`
      INSERT INTO "DateAnswer" ("dateId", "personId", answer, "createdAt", "changedAt")
      SELECT w.id, ${scope.viewer.id}::uuid, w.answer::"RsvpAnswer", ${at}, ${at}
      FROM unnest(${[...said.keys()]}::uuid[], ${[...said.values()]}::text[]) AS w(id, answer) ORDER BY w.id
      ON CONFLICT ("dateId", "personId") DO UPDATE SET answer = EXCLUDED.answer, "changedAt" = EXCLUDED."changedAt"`;
    await notifyTopics(tx, groupTopic(groupId));
    await enqueue(tx, DATE_POLL_DUE, { pollId }, { key: `date-poll:${pollId}` });
  });
}

/** Chooses a time of a poll, open or closed, as an organizer: it becomes the meeting. @throws Refusal */
export async function decidePoll(
  scope: MemberScope,
  { pollId, dateId }: z.output<typeof decidePollInput>,
) {
  return transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const poll = await lockLive(tx, scope, pollId);
    const date = await tx.pollDate.findFirst({
      where: { id: dateId, pollId },
      select: { id: true, startsAt: true },
    });
    if (!date) refuse("NOT_FOUND");
    return makeMeeting(tx, poll, { date, by: scope });
  });
}

/** Ends a poll because nobody found a time. The paper waits for a meeting, and the members are notified. */
export async function cancelPoll(scope: MemberScope, pollId: string): Promise<void> {
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const { closedAt } = await lockLive(tx, scope, pollId);
    const at = now();
    await tx.datePoll.update({
      where: { id: pollId },
      data: { closedAt: closedAt ?? at, cancelledAt: at, cancelledById: scope.viewer.id },
    });
    await notifyTopics(tx, groupTopic(scope.group.id));
    await enqueue(tx, DATE_POLL_ENDED, { pollId });
  });
}

async function lockLive(tx: Tx, scope: MemberScope, pollId: string): Promise<Locked> {
  const poll = await lockPoll(tx, pollId, "UPDATE");
  if (!poll || poll.groupId !== scope.group.id) refuse("NOT_FOUND");
  const state = pollState(poll);
  if (state === "chosen") refuse("ALREADY_DONE", { say: "A time is already chosen." });
  if (state === "cancelled") refuse("ALREADY_DONE", { say: "This poll is already over." });
  return poll;
}

/** Makes a proposed time the meeting, with RSVPs by the answers. The group and the poll have to be locked. */
async function makeMeeting(
  tx: Tx,
  poll: Locked,
  { date, by }: { date: { id: string; startsAt: Date }; by: MemberScope | null },
): Promise<{ meetingId: string }> {
  const { groupId, readingId, minutes, place, link } = poll;
  const group = await tx.group.findUniqueOrThrow({
    where: { id: groupId },
    select: { id: true, timeZone: true },
  });
  const at = now();
  await tx.datePoll.update({
    where: { id: poll.id },
    data: {
      ...{ closedAt: poll.closedAt ?? at, chosenId: date.id },
      chosenById: by?.viewer.id ?? null,
    },
  });
  const answers = await tx.dateAnswer.findMany({
    where: { dateId: date.id, answer: "no" },
    select: { personId: true },
  });
  const absent = answers.map(({ personId }) => personId);
  const plan = { readingId, startsAt: date.startsAt, minutes, place, link, absent };
  const { id } = await saveAndNotify(tx, { group, viewer: by?.viewer ?? null }, plan);
  await tx.$executeRaw`
    INSERT INTO "Rsvp" ("meetingId", "personId", answer, "createdAt", "changedAt")
    SELECT ${id}::uuid, a."personId", a.answer, ${at}, ${at} FROM "DateAnswer" a
    JOIN "Membership" m ON m."personId" = a."personId" AND m."groupId" = ${groupId}::uuid
    WHERE a."dateId" = ${date.id}::uuid ORDER BY a."personId"
    ON CONFLICT ("meetingId", "personId") DO UPDATE SET answer = EXCLUDED.answer, "changedAt" = EXCLUDED."changedAt"`;
  return { meetingId: id };
}

/**
 * Closes a poll that everybody has answered or whose time is up. If everybody has answered and one time is clearly
 * the best, it becomes the meeting; otherwise the organizers are asked. In an archived group it ends without a meeting.
 * Does nothing to other polls, so it may run twice.
 */
export async function settlePoll(pollId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await tx.datePoll.findUnique({
      where: { id: pollId },
      select: { groupId: true },
    });
    if (!found) return;
    const { archivedAt } = await lockGroup(tx, found.groupId, { evenArchived: true });
    const poll = await lockPoll(tx, pollId, "UPDATE");
    if (!poll || pollState(poll) !== "open") return;
    const at = now();
    if (archivedAt) {
      // Archived groups are silent, so nobody is notified.
      await tx.datePoll.update({ where: { id: pollId }, data: { closedAt: at, cancelledAt: at } });
      return;
    }
    const { members, answered } = await countAnswered(tx, poll);
    const all = answered > 0 && answered === members;
    if (!all && poll.closesAt > at) return;
    const best = all ? findClearBest(choosable(await readStandings(tx, poll), at)) : null;
    if (best) {
      await makeMeeting(tx, poll, { date: best, by: null });
      return;
    }
    await tx.datePoll.update({ where: { id: pollId }, data: { closedAt: at } });
    await notifyTopics(tx, groupTopic(poll.groupId));
    await enqueue(tx, DATE_POLL_UNDECIDED, { pollId });
  });
}

export const handlers: Handler[] = [handle(DATE_POLL_DUE, ({ pollId }) => settlePoll(pollId))];
