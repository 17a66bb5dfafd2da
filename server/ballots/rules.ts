import type { Temporal } from "temporal-polyfill";
import { clockFace, instantOf, inZone, type WallClock } from "@/server/platform/time/local-time";

/** A ballot stands open at most this long. */
export const LONGEST_DAYS = 60;
/** Nobody plans a ballot further ahead. */
const FURTHEST_DAYS = 366;
const DAY_MS = 24 * 3600 * 1000;

/** What decides where a ballot stands. */
export interface BallotState {
  openedAt: Date | null;
  closesAt: Date;
  closedAt: Date | null;
  cancelledAt: Date | null;
}

/** Where a ballot stands in its life. */
export type Stage = "draft" | "open" | "closed" | "cancelled";

export function stageOf({ openedAt, closedAt, cancelledAt }: Omit<BallotState, "closesAt">): Stage {
  if (cancelledAt) return "cancelled";
  if (closedAt) return "closed";
  return openedAt ? "open" : "draft";
}

/** Whether a ballot takes votes at this instant: the closing time itself is too late. */
export function takesVotes(ballot: BallotState, now: Date): boolean {
  return stageOf(ballot) === "open" && now < ballot.closesAt;
}

/** How members answer: by ticking, by ordering, or by scores. */
/** What changes on the page of a ballot. */
export function ballotTopic(groupId: string, ballotId: string): string {
  return `ballot:${groupId}:${ballotId}`;
}

export type AnswerKind = "approvals" | "ranking" | "scores";

const SCORED = ["score", "star"];
const ORDERED = ["plurality", "borda", "irv", "schulze", "ranked-pairs"];

/** How members answer under a rule. */
export function answerKindOf(rule: string): AnswerKind {
  if (SCORED.includes(rule)) return "scores";
  return ORDERED.includes(rule) ? "ranking" : "approvals";
}

/** Who sees how an open ballot stands. @param voted whether the member who asks has voted */
export function showsStanding(
  sight: "always" | "afterVote" | "atEnd",
  member: boolean,
  voted: boolean,
): boolean {
  return member && (sight === "always" || (sight === "afterVote" && voted));
}

/** Whether a member belongs to those who may vote: under `fixed`, who was there when it opened. */
export function isElector(
  electorate: "fixed" | "open",
  joinedAt: Date,
  openedAt: Date | null,
): boolean {
  return electorate === "open" || (openedAt !== null && joinedAt <= openedAt);
}

/** Whether enough voted: empty votes count, who abstains has taken part. */
export function reachesQuorum({ quorum }: { quorum: number | null }, votes: number): boolean {
  return quorum === null || votes >= quorum;
}

/** What a result says about ties. */
export interface Tie {
  tied: readonly string[];
  possibleWinners?: readonly string[];
}

/**
 * The papers among which only an order of equals decided: those that the rule puts first together, or,
 * where it had to settle ties on the way, all that could have won.
 */
export function levelOnes({ tied, possibleWinners = [] }: Tie): readonly string[] {
  return possibleWinners.length > 1 ? possibleWinners : tied;
}

/** How a ballot comes out by its votes; a tie that is left to an organizer waits for them. */
export function outcomeOf(
  ballot: { quorum: number | null; tieBreak: "nomination" | "draw" | "organizer" },
  votes: number,
  result: Tie & { winner: string | null },
): "chosen" | "tied" | "none" | "noQuorum" {
  if (!reachesQuorum(ballot, votes)) return "noQuorum";
  if (result.winner === null) return "none";
  return ballot.tieBreak === "organizer" && levelOnes(result).length > 1 ? "tied" : "chosen";
}

/** A day later by the clocks of a zone: what a missed quorum adds. */
export function extendedByDay(closesAt: Date, timeZone: string): Date {
  return new Date(inZone(closesAt, timeZone).add({ days: 1 }).epochMilliseconds);
}

/** What is wrong with a planned opening, as a sentence, or null. */
export function openingProblem(opensAt: Date, now: Date): string | null {
  if (opensAt <= now) return "Choose an opening time in the future.";
  if (opensAt.getTime() - now.getTime() <= FURTHEST_DAYS * DAY_MS) return null;
  return `Choose an opening time in the next ${FURTHEST_DAYS} days.`;
}

/** What is wrong with a closing time, as a sentence, or null. @param opensAt now, or the planned opening */
export function closingProblem(closesAt: Date, opensAt: Date, planned = false): string | null {
  if (closesAt <= opensAt)
    return planned
      ? "Choose a closing time after the opening time."
      : "Choose a closing time in the future.";
  if (closesAt.getTime() - opensAt.getTime() <= LONGEST_DAYS * DAY_MS) return null;
  return `A ballot can stay open for at most ${LONGEST_DAYS} days.`;
}

/** Closing times that a group may want, as its own clocks show them, soonest first. */
export function closingChoices(now: Date, timeZone: string): (WallClock & { label: string })[] {
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

/** At least an hour ahead, at a quarter. Where clocks go back, the first such time may be too early. */
function inAnHour(zoned: Temporal.ZonedDateTime): WallClock {
  const quarter = { smallestUnit: "minute", roundingIncrement: 15, roundingMode: "ceil" } as const;
  for (let hours = 1; ; hours++) {
    const wanted = clockFace(zoned.add({ hours }).round(quarter));
    const ahead = instantOf(wanted, zoned.timeZoneId).getTime() - zoned.epochMilliseconds;
    if (ahead >= 3600 * 1000) return wanted;
  }
}
