import type { ShownTitle } from "@/server/papers/schema";

/** Something that runs in a group, which cannot be archived before it is over. */
export interface Running extends ShownTitle {
  kind: "ballot" | "meeting" | "poll";
  id: string;
  /** When it ends, or the meeting begins. */
  at: Date;
}

/** Says why the group is not archived while something of this kind runs. */
export const WHILE_RUNNING: Record<Running["kind"], string> = {
  ballot: "A ballot is open. Close or cancel it first.",
  meeting: "A meeting is planned. Cancel it first, or wait until it is over.",
  poll: "Members are asked when they can meet. End that poll first.",
};

const DAY_MS = 24 * 3600 * 1000;
/** Days between the notice and the deletion of a group. */
export const NOTICE_DAYS = 7;
/** Days that have to be left when the emails leave. */
const LEAST_DAYS = 6;

/** The time at which a group is deleted, counted from the request. */
export function endOfGroup(askedAt: Date): Date {
  return new Date(askedAt.getTime() + NOTICE_DAYS * DAY_MS);
}

/** The same once the emails leave: a week is counted again if the site was away meanwhile. */
export function endAfterNotice(endsAt: Date, toldAt: Date): Date {
  const least = toldAt.getTime() + LEAST_DAYS * DAY_MS;
  return endsAt.getTime() >= least ? endsAt : endOfGroup(toldAt);
}

/** Whether a group is due to be deleted: its time has come, and its members were told. */
export function isDue(
  { endsAt, endToldAt }: { endsAt: Date | null; endToldAt: Date | null },
  now: Date,
): boolean {
  return endsAt !== null && endToldAt !== null && endsAt <= now;
}
