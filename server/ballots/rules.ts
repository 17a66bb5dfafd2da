import type { Temporal } from "temporal-polyfill";
import {
  clockFace,
  instantOf,
  inZone,
  type WallClock,
  wallClockOf,
} from "@/server/platform/time/local-time";
import type { RULES } from "./tally/election";

type Rule = (typeof RULES)[number];

/** The longest time a ballot can stay open. */
export const LONGEST_DAYS = 60;
/** The furthest ahead that a ballot can be planned. */
const FURTHEST_DAYS = 366;
const DAY_MS = 24 * 3600 * 1000;

/** The times that decide the stage of a ballot. */
export interface BallotState {
  openedAt: Date | null;
  closesAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
}

export type Stage = "draft" | "open" | "closed" | "cancelled";

export function stageOf({ openedAt, closedAt, cancelledAt }: Omit<BallotState, "closesAt">): Stage {
  if (cancelledAt) return "cancelled";
  if (closedAt) return "closed";
  return openedAt ? "open" : "draft";
}

/** Whether a ballot takes votes at an instant: the closing time itself is too late. */
export function takesVotes(ballot: BallotState, now: Date): boolean {
  return stageOf(ballot) === "open" && now < ballot.closesAt;
}

/** The topic by which open pages of a ballot hear of changes. */
export function ballotTopic(groupId: string, ballotId: string): string {
  return `ballot:${groupId}:${ballotId}`;
}

/** How members vote: by ticking papers, by ordering them, or by scoring them. */
export type AnswerKind = "approvals" | "ranking" | "scores";

const ANSWER_KINDS: Record<Rule, AnswerKind> = {
  approval: "approvals",
  plurality: "ranking",
  borda: "ranking",
  irv: "ranking",
  schulze: "ranking",
  "ranked-pairs": "ranking",
  score: "scores",
  star: "scores",
  "perpetual-consensus": "approvals",
  "perpetual-pav": "approvals",
  "perpetual-quota": "approvals",
};

/** How members vote under a rule. @throws RangeError on a rule that does not exist */
export function answerKindOf(rule: string): AnswerKind {
  if (!Object.hasOwn(ANSWER_KINDS, rule)) throw new RangeError(`There is no voting rule ${rule}.`);
  return ANSWER_KINDS[rule as Rule];
}

/** Whether a nomination is in the pool. */
export function isWaiting(nomination: {
  withdrawnAt: Date | null;
  chosenAt: Date | null;
}): boolean {
  return nomination.withdrawnAt === null && nomination.chosenAt === null;
}

/** Whether the viewer sees the interim result of an open ballot. @param voted whether the viewer has voted */
export function showsInterimResult(
  sight: "always" | "afterVote" | "atEnd",
  member: boolean,
  voted: boolean,
): boolean {
  return member && (sight === "always" || (sight === "afterVote" && voted));
}

/** Whether a member belongs to the electorate: under `fixed`, only members at the opening do. */
export function isElector(
  electorate: "fixed" | "open",
  joinedAt: Date,
  openedAt: Date | null,
): boolean {
  return electorate === "open" || (openedAt !== null && joinedAt <= openedAt);
}

/** Whether a member may vote at an instant. */
export function mayVote(
  ballot: BallotState & { electorate: "fixed" | "open" },
  joinedAt: Date,
  now: Date,
): boolean {
  return takesVotes(ballot, now) && isElector(ballot.electorate, joinedAt, ballot.openedAt);
}

/** Whether enough members voted. Empty votes count: abstaining is taking part. */
export function reachesQuorum({ quorum }: { quorum: number | null }, votes: number): boolean {
  return quorum === null || votes >= quorum;
}

/** The part of a result that is about ties. */
export interface Tie {
  tied: readonly string[];
  possibleWinners?: readonly string[];
}

/**
 * Candidates between which only the tie-break decided: those that the rule puts first together, or all
 * that could have won, if it had to settle ties on the way.
 */
export function tiedForFirst({ tied, possibleWinners = [] }: Tie): readonly string[] {
  return possibleWinners.length > 1 ? possibleWinners : tied;
}

/** The part of the result of a ballot for several papers that is about what it chooses. */
interface Several {
  chosen: readonly string[];
  possibleChoices?: readonly (readonly string[])[];
}

type CameOut = (Tie | Several) & { winner: string | null };

/** The candidates that a result chooses, as its tie order has it, in the order in which they were chosen. */
export function choiceOf(result: CameOut): readonly string[] {
  if ("chosen" in result) return result.chosen;
  return result.winner === null ? [] : [result.winner];
}

/** The choices between which only the tie-break decided; each is one candidate, or several for a ballot of several. */
export function levelChoices(result: CameOut): readonly (readonly string[])[] {
  if ("chosen" in result) return result.possibleChoices ?? [result.chosen];
  return tiedForFirst(result).map((candidate) => [candidate]);
}

interface Candidacy {
  id: string;
  paperId: string;
  nomination: { chosenAt: Date | null };
}

/**
 * The candidates of the papers that a ballot chose, by seat. Two candidates may be one paper by now, because their papers
 * were merged: a reading has the time at which its nomination was chosen.
 * @param readings by seat
 */
export function chosenAmong(
  candidates: readonly Candidacy[],
  readings: readonly { paperId: string; chosenAt: Date }[],
): string[] {
  const chosen: string[] = [];
  for (const { paperId, chosenAt } of readings) {
    const left = candidates.filter((one) => one.paperId === paperId && !chosen.includes(one.id));
    const found =
      left.find(({ nomination }) => nomination.chosenAt?.getTime() === chosenAt.getTime()) ??
      left[0];
    if (found) chosen.push(found.id);
  }
  return chosen;
}

/** Whether two choices are the same candidates, in whatever order. */
export function isSameChoice(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((candidate) => other.includes(candidate));
}

/** Finds the outcome of a ballot by its votes. `tied` waits for an organizer. */
export function outcomeOf(
  ballot: { quorum: number | null; tieBreak: "nomination" | "draw" | "organizer" },
  votes: number,
  result: CameOut,
): "chosen" | "tied" | "none" | "noQuorum" {
  if (!reachesQuorum(ballot, votes)) return "noQuorum";
  if (result.winner === null) return "none";
  return ballot.tieBreak === "organizer" && levelChoices(result).length > 1 ? "tied" : "chosen";
}

/** Adds a day of local time, for a ballot that missed its quorum. */
export function addLocalDay(closesAt: Date, timeZone: string): Date {
  return new Date(inZone(closesAt, timeZone).add({ days: 1 }).epochMilliseconds);
}

/** A sentence that says why an opening time is impossible, or null. */
export function openingProblem(opensAt: Date, now: Date): string | null {
  if (opensAt <= now) return "Choose an opening time in the future.";
  if (opensAt.getTime() - now.getTime() <= FURTHEST_DAYS * DAY_MS) return null;
  return `Choose an opening time in the next ${FURTHEST_DAYS} days.`;
}

/** A sentence that says why a closing time is impossible, or null. @param opensAt now, or the planned opening */
export function closingProblem(closesAt: Date, opensAt: Date, planned = false): string | null {
  if (closesAt <= opensAt)
    return planned
      ? "Choose a closing time after the opening time."
      : "Choose a closing time in the future.";
  if (closesAt.getTime() - opensAt.getTime() <= LONGEST_DAYS * DAY_MS) return null;
  return `A ballot can stay open for at most ${LONGEST_DAYS} days.`;
}

/** A sentence that says why an open ballot cannot close at this time instead, or null. */
export function extensionProblem(
  closesAt: Date,
  ballot: { openedAt: Date; closesAt: Date },
): string | null {
  if (closesAt > ballot.closesAt) return closingProblem(closesAt, ballot.openedAt);
  return "Choose a later time: members rely on the closing time, so a ballot can only be extended. To end it now, close it.";
}

/** Whether members were last reminded on this day, by the group's clocks. They are reminded once a day at most. */
export function isRemindedToday(remindedAt: Date | null, now: Date, timeZone: string): boolean {
  if (!remindedAt) return false;
  return wallClockOf(remindedAt, timeZone).date === wallClockOf(now, timeZone).date;
}

/** A closing time as many days ahead as the last ballot was open, at the same time of day. */
export function suggestLikeLast(
  last: { openedAt: Date; closesAt: Date },
  now: Date,
  timeZone: string,
): WallClock {
  const [opened, closes, today] = [last.openedAt, last.closesAt, now].map((at) =>
    inZone(at, timeZone),
  ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  const { days } = opened.toPlainDate().until(closes.toPlainDate(), { largestUnit: "days" });
  if (days === 0) return inAnHour(today);
  const date = today.toPlainDate().add({ days: Math.min(days, LONGEST_DAYS - 1) });
  return { date: date.toString(), time: clockFace(closes).time };
}

/** Closing times to suggest to a group, by its own clocks, soonest first. */
export function suggestClosingTimes(
  now: Date,
  timeZone: string,
): (WallClock & { label: string })[] {
  const zoned = inZone(now, timeZone);
  const evening = (days: number) => {
    const date = zoned.toPlainDate().add({ days });
    return { date: date.toString(), time: "18:00" };
  };
  return [
    { label: "In an hour", ...inAnHour(zoned) },
    { label: "Tomorrow", ...evening(1) },
    { label: "In three days", ...evening(3) },
    { label: "In a week", ...evening(7) },
  ];
}

/** Finds the next full quarter hour at least an hour ahead. When clocks go back, the first match may be too early. */
function inAnHour(zoned: Temporal.ZonedDateTime): WallClock {
  const quarter = { smallestUnit: "minute", roundingIncrement: 15, roundingMode: "ceil" } as const;
  for (let hours = 1; ; hours++) {
    const wanted = clockFace(zoned.add({ hours }).round(quarter));
    const ahead = instantOf(wanted, zoned.timeZoneId).getTime() - zoned.epochMilliseconds;
    if (ahead >= 3600 * 1000) return wanted;
  }
}

/**
 * Tells which candidate each step of a ballot added; null for other steps. Nothing else adds a candidate to an open
 * ballot, and none is taken off it, so the last candidates are those that were added, in the same order.
 * @param events the first steps, in order
 * @param candidates all, by position
 * @param added how many were added in all, also by later steps
 */
export function candidatesAdded<Candidate>(
  events: readonly { kind: string }[],
  candidates: readonly Candidate[],
  added: number,
): (Candidate | null)[] {
  const late = candidates.slice(candidates.length - added).values();
  return events.map(({ kind }) => (kind === "candidateAdded" ? (late.next().value ?? null) : null));
}
