/** Papers that one person may wait for at the same time. */
export const AWAITED_MAX = 20;
/** Days after which a paper is given up. arXiv announces a new one within a day, after a weekend within three. */
const DAYS = 7;
/** Hours between two questions: on the first day, and later. */
const [SOON, LATER] = [2, 6];

/** The time at which the source of an awaited paper is asked next. @param asked how often it was */
export function nextQuestionAt(asked: number, now: Date): Date {
  return new Date(now.getTime() + (asked * SOON < 24 ? SOON : LATER) * 3600_000);
}

/** The time at which a paper is given up. */
export function endOfWaiting(createdAt: Date): Date {
  return new Date(createdAt.getTime() + DAYS * 24 * 3600_000);
}

/** The time at which the waiting began for papers that are given up now. */
export function waitingSince(now: Date): Date {
  return new Date(now.getTime() - DAYS * 24 * 3600_000);
}
