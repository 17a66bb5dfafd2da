/** The statuses of a paper, from the least to the gravest; the database has the same order. */
export const STATUSES = ["current", "published", "withdrawn", "retracted"] as const;
export type PaperStatus = (typeof STATUSES)[number];

/** A status that readers should know of before they choose a paper. */
export type Warning = "withdrawn" | "retracted";

/** The warning that a status is; null for the others. */
export function warningOf(status: PaperStatus): Warning | null {
  return status === "withdrawn" || status === "retracted" ? status : null;
}

/** Whether one status says worse of a paper than another. */
export function isGraver(one: PaperStatus, other: PaperStatus): boolean {
  return STATUSES.indexOf(one) > STATUSES.indexOf(other);
}

/** A statement about a paper. */
export interface Statement {
  status: PaperStatus;
  /** As exactly as it is known: "2024", "2024-05" or "2024-05-17"; empty if it is not. */
  since: string;
  reason: string;
  /** The notice, or the publication. */
  link: string | null;
}

/** Picks the gravest of several statements, the first of equal ones; null of none. */
export function gravestOf<S extends Pick<Statement, "status">>(all: readonly S[]): S | null {
  return all.reduce<S | null>(
    (worst, one) => (worst === null || isGraver(one.status, worst.status) ? one : worst),
    null,
  );
}

/** The state of a paper before its sources are asked again. */
export interface Known {
  /** The latest version; null if its sources have not named one yet. */
  version: number | null;
  /** The status that its sources stated last; null if they have not said anything yet. */
  stated: PaperStatus | null;
  status: PaperStatus;
  /** Whether a moderator stated it. */
  isByHand: boolean;
}

/** The answers of its sources. */
export interface Heard {
  version: number | null;
  status: PaperStatus;
  /** Whether all of them answered. */
  isWhole: boolean;
}

/** Changes to make, and the news that people are told. */
export interface News {
  /** A newer version than the known one. */
  version: number | null;
  /** The status that the paper gets. */
  status: PaperStatus | null;
  /** The news that people are told, if any. A version by which a paper is withdrawn is no news of its own. */
  told: { of: "version"; number: number } | { of: PaperStatus } | null;
}

/**
 * Compares what sources say with what is known.
 *
 * A status is taken over when sources have changed their minds since they were last asked. A moderator's status gives
 * way only to a graver one. A source that does not answer takes nothing back. At the first question only what warns
 * readers is told: versions and publications were there before.
 */
export function newsIn(known: Known, heard: Heard): News {
  const version =
    heard.version !== null && heard.version > (known.version ?? 0) ? heard.version : null;
  const status = statusAfter(known, heard);
  const isFirst = known.stated === null;
  if (status !== null && (warningOf(status) || warningOf(known.status)))
    return { version, status, told: { of: status } };
  if (isFirst) return { version, status, told: null };
  if (status === "published") return { version, status, told: { of: "published" } };
  if (version !== null && known.version !== null)
    return { version, status, told: { of: "version", number: version } };
  return { version, status, told: null };
}

function statusAfter({ stated, status, isByHand }: Known, heard: Heard): PaperStatus | null {
  if (heard.status === status || heard.status === stated) return null;
  const isWorse = isGraver(heard.status, status);
  if (isByHand) return isWorse ? heard.status : null;
  // A fresh paper may have a status already, which its sources have stated by the time they are first asked.
  return isWorse || heard.isWhole ? heard.status : null;
}

/** The statement of sources to remember. Where one did not answer, the graver of what was said before and now. */
export function statedAfter({ stated }: Pick<Known, "stated">, heard: Heard): PaperStatus {
  if (heard.isWhole || stated === null) return heard.status;
  return isGraver(stated, heard.status) ? stated : heard.status;
}

/** Whether two texts say the same, whatever their white space. */
export function saysTheSame(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  return plain(one) === plain(other);
}

const DAY_MS = 24 * 3600 * 1000;
/** Days between two questions for a paper that a group votes on or will discuss. */
export const URGENT_DAYS = 1;
/** The same for one that people follow, or that was added or in the news not long ago. */
export const OFTEN_DAYS = 7;
const RECENT_DAYS = 30;
/** The same for all others: a quarter of the time for which nothing has happened, within these bounds. */
const [SELDOM_MIN, SELDOM_MAX] = [30, 180];

/** How a paper stands when its next question is planned. */
export interface Standing {
  /** Whether it is on an open ballot, or has a meeting ahead. */
  isUrgent: boolean;
  /** Whether people follow it. */
  isFollowed: boolean;
  addedAt: Date;
  newsAt: Date | null;
}

/** Plans when a paper's sources are asked next, and whether it goes before papers that nobody follows. */
export function nextLook(paper: Standing, now: Date): { lookAt: Date; often: boolean } {
  const since = Math.max(paper.addedAt.getTime(), paper.newsAt?.getTime() ?? 0);
  const quiet = (now.getTime() - since) / DAY_MS;
  const isRecent = quiet < RECENT_DAYS;
  const often = paper.isUrgent || paper.isFollowed || isRecent;
  const days = paper.isUrgent
    ? URGENT_DAYS
    : often
      ? OFTEN_DAYS
      : Math.min(SELDOM_MAX, Math.max(SELDOM_MIN, quiet / 4));
  return { lookAt: new Date(now.getTime() + days * DAY_MS), often };
}

/** When a paper is asked for again whose sources did not answer. */
export function retryAt(now: Date): Date {
  return new Date(now.getTime() + DAY_MS);
}
