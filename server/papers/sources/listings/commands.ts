import "server-only";
import { now } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import type { NewPaper } from "../../catalogue/commands";
import { arxiv } from "../arxiv";
import { crossref } from "../crossref";
import { fetchList, fetchRecord, type Means, means } from "../fetching/commands";
import { contactAddress, userAgent } from "../fetching/contact";
import { type FeedVersion, fetchFeed } from "../fetching/network";
import { openalex } from "../openalex";
import { type Source, Unreadable } from "../record";
import { arxivListAddress, readArxivList } from "./arxiv";
import { crossrefListAddress, readCrossrefList } from "./crossref";
import { readFeedList } from "./feed";
import { type Listed, type Listing, paperOfRecord } from "./listing";
import { openalexListAddress, readOpenalexList } from "./openalex";

/** A place that lists papers: a feed by its address, or a source that is asked for words. */
export interface Place {
  kind: "arxiv" | "feed" | "crossref" | "openalex";
  query: string;
}

/** The answer of such a place. "unchanged" comes for a feed of which the latest version is known. */
export type Look =
  | { outcome: "looked"; listing: Listing; version: FeedVersion }
  | { outcome: "unchanged" | "noAnswer" | "unreadable" };

const NO_VERSION: FeedVersion = { etag: "", lastModified: "" };
/** Days for which a paper counts as new where a source can be asked for a time. */
const NEW_DAYS = 14;
/** The same for the dates of a feed's entries. Entries without a date are new. */
const NEW_DAYS_OF_FEEDS = 30;

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(now().getTime() - days * 864e5);

/** Looks at a place. Never throws for what stands there. @param version the version of a feed that is known */
export async function lookAt(
  place: Place,
  version: FeedVersion = NO_VERSION,
  by: Means = means,
): Promise<Look> {
  try {
    return await (place.kind === "feed" ? lookAtFeed(place.query, version, by) : ask(place, by));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    log.warn({ kind: place.kind, error: String(error) }, "list of papers");
    return { outcome: "unreadable" };
  }
}

async function lookAtFeed(address: string, known: FeedVersion, { network }: Means): Promise<Look> {
  let answer: Awaited<ReturnType<typeof fetchFeed>>;
  try {
    answer = await fetchFeed(address, userAgent(), known, network);
  } catch (error) {
    log.warn({ error: String(error) }, "feed");
    return { outcome: "noAnswer" };
  }
  if (answer.status === 304) return { outcome: "unchanged" };
  if (answer.status !== 200) return { outcome: "noAnswer" };
  const listing = readFeedList(answer.body, env().SITE_URL);
  const since = daysAgo(NEW_DAYS_OF_FEEDS);
  const isNew = ({ paper }: Listed) => !paper?.publishedOn || paper.publishedOn >= since;
  const papers = listing.papers.filter(isNew);
  return { outcome: "looked", listing: { ...listing, papers }, version: answer.version };
}

/** The source of a place, the address to ask, and how its answer is read. */
function questionOf({ kind, query }: Place): {
  source: Source;
  address: string;
  read(body: string): Listing;
} {
  const [today, since] = [dayOf(now()), dayOf(daysAgo(NEW_DAYS))];
  if (kind === "arxiv") {
    const read = (body: string) => readArxivList(body, env().SITE_URL);
    return { source: arxiv, address: arxivListAddress(query, since, today), read };
  }
  if (kind === "crossref") {
    const address = crossrefListAddress(query, since, contactAddress());
    return { source: crossref, address, read: (body) => readCrossrefList(body, today) };
  }
  const address = openalexListAddress(query, since, today, contactAddress());
  return { source: openalex, address, read: (body) => readOpenalexList(body, today) };
}

async function ask(place: Place, by: Means): Promise<Look> {
  const { source, address, read } = questionOf(place);
  const answer = await fetchList(source, address, by);
  if (answer?.status !== 200) return { outcome: "noAnswer" };
  return { outcome: "looked", listing: read(answer.body), version: NO_VERSION };
}

/**
 * Completes a paper of a list by its source, where the list says little of it.
 * @returns the paper to add; null if the list only mentions it, and its source does not have it now
 */
export async function completeListed(
  { identifiers, paper, isPoor }: Listed,
  by: Means = means,
): Promise<NewPaper | null> {
  const [id] = identifiers;
  if (!isPoor || !id) return paper;
  const fetched = await fetchRecord(id, by);
  return (fetched.outcome === "found" && paperOfRecord(fetched.record, id)) || paper;
}
