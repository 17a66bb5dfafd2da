import type { ApprovalResult } from "./tally/approval";

/** A ballot stands open at most this long. */
export const LONGEST_DAYS = 60;

/** What decides whether a ballot takes votes. */
export interface BallotState {
  closesAt: Date;
  closedAt: Date | null;
}

/** Whether a ballot takes votes at this instant: the closing time itself is too late. */
export function takesVotes({ closesAt, closedAt }: BallotState, now: Date): boolean {
  return closedAt === null && now < closesAt;
}

/** How it came about, in one sentence. @param titleOf the title of a candidate's paper */
export function explanation(
  result: ApprovalResult,
  titleOf: (candidate: string) => string,
): string {
  const { winner, tied, counts, voters } = result;
  if (!winner) return "Nobody approved of any paper, so none was chosen. All stay nominated.";
  const approvals = counts.find(({ candidate }) => candidate === winner)?.approvals ?? 0;
  const who = voters === 1 ? "the one member who voted" : `${voters} members who voted`;
  const won = `“${titleOf(winner)}” was approved by ${approvals} of ${who}`;
  if (tied.length === 1) return `${won}, more than any other.`;
  return `${won}, as was ${tied.length === 2 ? "one other paper" : `each of ${tied.length - 1} others`}; it was nominated first, which decides a tie.`;
}
