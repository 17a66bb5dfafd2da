// For whom something is gathered, and what was found.
import { Prisma } from "@/server/platform/db";
import type { ItemKind } from "../rules";
import type { SourceKind } from "../schema";

/** A subscription that something is gathered for. */
export interface Reader {
  subscriptionId: string;
  /** Null for an address without account: it has no groups, follows nothing and is answered nowhere. */
  personId: string | null;
  /** Whom the same is said to only once: the person, or the subscription of an address. */
  readerId: string;
  /** When it was last gathered for, or made. */
  since: Date;
}

/** Something that could be said, and for which source. */
export interface FoundItem {
  subscriptionId: string;
  kind: ItemKind;
  subject: string;
  score: number;
  source: SourceKind;
  /** The topic or search by its name. */
  of: string | null;
  paperId: string | null;
  groupId: string | null;
  ballotId: string | null;
  meetingId: string | null;
  nominationId: string | null;
  notificationId: string | null;
}

/** Readers as rows of `r`, each with those of its sources `s` that are of these kinds. */
export function readersWithSources(
  readers: readonly Reader[],
  kinds: readonly SourceKind[],
): Prisma.Sql {
  const ids = readers.map(({ subscriptionId }) => subscriptionId);
  const persons = readers.map(({ personId }) => personId);
  const readerIds = readers.map(({ readerId }) => readerId);
  const since = readers.map((reader) => reader.since);
  return Prisma.sql`unnest(${ids}::uuid[], ${persons}::uuid[], ${readerIds}::uuid[], ${since}::timestamptz[])
      AS r(id, "personId", "readerId", since)
    JOIN "DigestSource" s ON s."subscriptionId" = r.id AND s.kind::text = ANY(${[...kinds]})`;
}
