import type { Handle } from "@/prisma/demo/cast";
import type { PaperKey } from "@/prisma/demo/catalogue";
import type { DemoBallot, DemoVote } from "@/prisma/demo/story";
import { closeBallot } from "@/server/ballots/life/closing";
import { createBallot } from "@/server/ballots/life/opening";
import { answerKindOf } from "@/server/ballots/rules";
import { type Answer, USUAL_CHOICES } from "@/server/ballots/schema";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import type { calendarOf } from "./calendar";
import { addMeeting } from "./meetings";
import type { Shelf } from "./papers";

interface Stage {
  as(handle: Handle): Promise<MemberScope>;
  on: ReturnType<typeof calendarOf>;
  /** Nominations by the keyword of their paper. */
  pool: Map<string, string>;
  shelf: Shelf;
  now: Date;
  /** Whether to write all votes of a ballot in one statement, as `castVote` would have. */
  long: boolean;
}

/** Opens a ballot and casts its votes. If its time is over, also closes it and plans a meeting for each chosen paper. */
export async function hold(
  ballot: DemoBallot,
  { as, on, pool, shelf, now, long }: Stage,
): Promise<void> {
  const opened = on(ballot.opened);
  const closesAt = on(ballot.closes);
  const ends = ballot.closedEarly ? on(ballot.closedEarly) : closesAt;
  const organizer = await as(ballot.by);
  const nominationIds = ballot.candidates.map((paper) => pool.get(paper) as string);
  const { id: ballotId } = await createBallot(organizer, {
    ...USUAL_CHOICES,
    ...ballot.choices,
    title: "",
    note: "",
    opensAt: null,
    closesAt,
    draft: false,
    nominationIds,
  });
  const candidates = await db.candidate.findMany({
    where: { ballotId },
    select: { id: true, paperId: true },
  });
  const standing = new Map(candidates.map(({ id, paperId }) => [paperId, id]));

  const rule = ballot.choices?.rule ?? USUAL_CHOICES.rule;
  const idOf = (paper: PaperKey) => standing.get(shelf[paper].id) as string;
  // The votes are spread evenly from the opening until the end, or until now.
  const votes = Object.entries(ballot.votes) as [Handle, DemoVote][];
  const step = (Math.min(ends.getTime(), now.getTime()) - opened.getTime()) / (votes.length + 1);
  const cast = votes.map(([handle, vote], place) => {
    const at = new Date(opened.getTime() + (place + 1) * step);
    return { handle, at, answer: answerOf(rule, vote, idOf) };
  });
  if (long) {
    const rows = cast.map(async ({ handle, at, answer }) => {
      const personId = (await as(handle)).viewer.id;
      return { ballotId, personId, answer, createdAt: at, changedAt: at };
    });
    await db.vote.createMany({ data: await Promise.all(rows) });
  } else {
    for (const { handle, at, answer } of cast) {
      setClock(at);
      await castVote(await as(handle), { ballotId, answer });
    }
  }
  if (ends > now) return;
  setClock(ends);
  await closeBallot(ballotId, ballot.closedEarly ? organizer : null);
  const readings = await db.reading.findMany({
    where: { ballotId },
    select: { id: true },
    orderBy: { seat: "asc" },
  });
  const meetings = [ballot.meeting, ballot.second];
  for (const [at, { id }] of readings.entries()) {
    setClock(ends);
    await addMeeting(id, meetings[at], { as, on, now, by: organizer, chosen: ends });
  }
}

/** Converts a vote of the story to the form that the ballot takes. */
function answerOf(rule: string, vote: DemoVote, idOf: (paper: PaperKey) => string): Answer {
  if (!Array.isArray(vote)) {
    const scores = Object.entries(vote) as [PaperKey, number][];
    return { scores: Object.fromEntries(scores.map(([paper, score]) => [idOf(paper), score])) };
  }
  const places = (vote as (PaperKey | PaperKey[])[]).map((place) => [place].flat().map(idOf));
  return answerKindOf(rule) === "ranking" ? { ranking: places } : { approvals: places.flat() };
}
