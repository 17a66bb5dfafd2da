// The readers that items are gathered for, and the items found.
import { Prisma } from "@/server/platform/database/db";
import type { ItemKind } from "../rules";
import type { SourceKind } from "../schema";

/** A subscription to gather items for. */
export interface Reader {
  subscriptionId: string;
  /** Null for an address without an account: it has no groups, follows and replies. */
  personId: string | null;
  /** Whose digests never repeat an item: the person's, or those of an address's subscription. */
  readerId: string;
  /** The last gathering, or the subscription's creation. */
  since: Date;
}

/** An item that a digest could contain, and the source that found it. */
export interface FoundItem {
  subscriptionId: string;
  kind: ItemKind;
  subject: string;
  score: number;
  source: SourceKind;
  /**
   * The name of the topic or author, the search, or the sentence that says why a paper is recommended; of a suggestion, the instant of the
   * digest before (ISO).
   */
  of: string | null;
  paperId: string | null;
  groupId: string | null;
  ballotId: string | null;
  meetingId: string | null;
  nominationId: string | null;
  notificationId: string | null;
}

/** Lists readers as rows of `r`, each joined with those of its sources `s` that are of these kinds. */
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
