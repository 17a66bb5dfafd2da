// Notes what follows from the arrival of papers: their origins, and the work that poor or damaged ones need.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { isPoor } from "../completion/rules";
import { awaitCompletion } from "../completion/waiting";
import { fieldsOf } from "../corrections/rules";
import type { DatePrecision } from "../dates/rules";
import type { Identifier } from "../pasting/identifiers";
import { enqueueRepairs } from "../repairs/queueing";
import { isDamaged } from "../repairs/rules";
import { writeOrigins } from "./commands";
import { type Origins, originsOf } from "./rules";

/** A paper that was written just now. */
interface Arrival {
  paperId: string;
  title: string;
  abstract: string;
  authors: string[];
  arxivId: string | null;
  doi: string | null;
  identifiers: readonly Identifier[];
  url?: string | null;
  venue?: string | null;
  publishedOn?: Date | null;
  publishedPrecision?: DatePrecision;
  origins?: Origins;
}

/** Writes the origins of new papers, and queues the completion of poor ones and the repair of damaged ones. */
export async function noteArrivals(tx: Tx, papers: readonly Arrival[], at: Date): Promise<void> {
  const idsOf = (some: readonly Arrival[]) => some.map(({ paperId }) => paperId);
  await writeOrigins(
    tx,
    papers.flatMap(({ paperId, origins, ...paper }) => {
      if (!origins) return [];
      const { url = null, venue = null, publishedOn = null, publishedPrecision = "day" } = paper;
      const fields = fieldsOf({ ...paper, url, venue, publishedOn, publishedPrecision });
      return originsOf(fields, origins).map((origin) => ({ ...origin, paperId }));
    }),
    at,
  );
  await awaitCompletion(tx, idsOf(papers.filter(isPoor)), at);
  // The words that a person has typed are theirs.
  const others = papers.filter(({ origins }) => origins?.kind !== "typed");
  await enqueueRepairs(tx, idsOf(others.filter(isDamaged)));
}
