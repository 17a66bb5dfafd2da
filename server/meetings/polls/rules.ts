const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The state of a poll: open; closed without a choice yet; or over, with a choice or without. */
export function pollState(poll: {
  closedAt: Date | null;
  chosenId: string | null;
  cancelledAt: Date | null;
}): "open" | "undecided" | "chosen" | "cancelled" {
  if (poll.chosenId) return "chosen";
  if (poll.cancelledAt) return "cancelled";
  return poll.closedAt ? "undecided" : "open";
}

/**
 * Finds the closing time of a poll: so many days from now, but at most a day before the last proposed time, so that
 * a choice is still of use. If that is too soon, half of the time that is left.
 * @param days 0 to wait for everybody
 */
export function closingTime(dates: readonly Date[], days: number, now: Date): Date {
  const last = Math.max(...dates.map((date) => date.getTime()));
  const half = now.getTime() + (last - now.getTime()) / 2;
  const latest = Math.max(last - DAY_MS, half);
  const wanted = days > 0 ? now.getTime() + days * DAY_MS : latest;
  return new Date(Math.min(wanted, latest));
}

/** The answers to a proposed time. */
export interface Standing {
  id: string;
  startsAt: Date;
  yes: number;
  /** "If need be". */
  maybe: number;
  no: number;
  /** Whether everybody who would present the paper cannot come. */
  lacksPresenter: boolean;
}

/**
 * Ranks proposed times, the best first: times at which somebody who offered to present can come; then where most
 * people can come, "if need be" included; then where more said "yes"; then the earlier one.
 */
export function rankDates<S extends Standing>(dates: readonly S[]): S[] {
  return dates.toSorted(
    (a, b) => compareAnswers(a, b) || +a.startsAt - +b.startsAt || (a.id < b.id ? -1 : 1),
  );
}

/**
 * Finds the time that needs no decision: the best one, if the answers alone put it before all others, somebody can
 * come, and the presenter can.
 */
export function findClearBest<S extends Standing>(dates: readonly S[]): S | null {
  const [best, next] = rankDates(dates);
  if (!best || best.lacksPresenter || best.yes + best.maybe === 0) return null;
  return next && compareAnswers(best, next) === 0 ? null : best;
}

function compareAnswers(a: Standing, b: Standing): number {
  return (
    Number(a.lacksPresenter) - Number(b.lacksPresenter) ||
    b.yes + b.maybe - (a.yes + a.maybe) ||
    b.yes - a.yes
  );
}
