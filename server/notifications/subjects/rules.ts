/** Things that a notification can be about. These words are stored. */
export const SUBJECT_KINDS = [
  "comment",
  "nomination",
  "ballot",
  "result",
  "meeting",
  "closing",
  "upcoming",
  "after",
  "datePoll",
  "moderation",
  "suggestion",
  "answer",
  "change",
  "awaited",
  "news",
  "topic",
  "author",
  "watch",
] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** One thing that happened. A person has at most one notification for each. */
export interface Subject {
  of: SubjectKind;
  /**
   * An id, or the address of a topic or author; a result has its ballot's id, an answer that of the suggestion, what
   * watches suggest that of their group.
   */
  id: string;
  /**
   * The state of a meeting (its sequence number) or of a poll for its time, the day of new papers of a topic or author (YYYY-MM-DD,
   * UTC), the time that a reminder is about (seconds since 1970), other news of an open ballot, the news of a paper,
   * or the span of what watches have suggested.
   */
  version?: string | number;
}

/** The version of a poll for a meeting's time whose end organizers have to decide. */
export const UNDECIDED = "undecided";
/** The version of a poll that ended without a time. */
export const ENDED = "ended";
/** The beginning of the version of a poll that closes soon; the time of closing follows, in seconds since 1970. */
export const CLOSES = "closes-";

/** The beginning of the version of a ballot that closes later; the new time follows, in seconds since 1970. */
export const EXTENDED = "extended-";

/** The beginning of the version of the news that a paper has a new version; its number follows. */
export const NEW_VERSION = "v";

/** Writes a span of time as a version: in seconds since 1970. */
export function buildSpan({ since, until }: { since: Date; until: Date }): string {
  return [since, until].map((at) => Math.floor(at.getTime() / 1000)).join("-");
}

/** Writes a subject as it is stored: `comment:<id>`, `topic:<address>:<day>`. Ids and addresses hold no colon. */
export function buildSubject({ of, id, version }: Subject): string {
  return version === undefined ? `${of}:${id}` : `${of}:${id}:${version}`;
}

/** Reads a stored subject; null for one of a kind that this version does not know. */
export function parseSubject(stored: string): Subject | null {
  const [word, id, version] = stored.split(":");
  const of = SUBJECT_KINDS.find((kind) => kind === word);
  if (!of || !id) return null;
  return version === undefined ? { of, id } : { of, id, version };
}

/** The news of a poll for a meeting's time. */
export function pollNewsOf({ version }: Subject) {
  if (version === UNDECIDED || version === ENDED) return version;
  return String(version ?? "").startsWith(CLOSES) ? "closing" : "open";
}

/** The news of an open ballot, other than that it opened. */
export function ballotNewsOf(version: string) {
  if (version.startsWith(EXTENDED)) return "extended" as const;
  return version.startsWith("added-") ? ("added" as const) : undefined;
}
