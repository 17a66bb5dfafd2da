import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { log } from "@/server/platform/log";
import { hashSecret } from "@/server/platform/secrets/secret";
import { listInWords } from "@/server/platform/text/words";
import type { Identifier, IdentifierType } from "../../pasting/identifiers";
import { normalizedTitle } from "../../rules";
import { acl } from "../acl";
import { arxiv } from "../arxiv";
import { crossref } from "../crossref";
import { datacite } from "../datacite";
import { openalex } from "../openalex";
import { openreview } from "../openreview";
import { pubmed } from "../pubmed";
import { type FoundRecord, type Mapped, type Source, Unreadable } from "../record";
import { semanticScholar } from "../semantic-scholar";
import { contactAddress, userAgent } from "./contact";
import { withKey } from "./keys";
import { fetchRaw, internet, type Network, type RawAnswer } from "./network";
import { inTurn, isPaused, pauseSource, secondsOf, type Wait } from "./pacing";

/**
 * An answer to the question for a paper. "no such paper", "not there yet" and "not a paper" come from the source itself;
 * "no answer" says nothing about the paper; "no source" means that nobody can be asked for this kind of identifier.
 */
export type Outcome =
  | {
      outcome: "found";
      record: FoundRecord;
      source: string;
      /** The source of its abstract, if that is another one. */
      abstractFrom?: string;
    }
  | { outcome: "no such paper" | "not there yet" | "not a paper" | "no answer"; source: string }
  | { outcome: "no source" };

/** The sources that decide whether a paper exists, and those that may help out where these do not answer. */
interface Plan {
  own: readonly Source[];
  others: readonly Source[];
}

/** A short DOI stands for another one, which only its own site knows. */
const SHORT_DOI = /^10\/[a-z0-9]+$/;
const NOBODY: Plan = { own: [], others: [] };
const PLANS: Record<IdentifierType, Plan> = {
  arxiv: { own: [arxiv], others: [datacite, semanticScholar] },
  // A DOI of another agency is unknown to Crossref.
  doi: { own: [crossref, datacite], others: [openalex, semanticScholar] },
  openreview: { own: [openreview], others: [] },
  acl: { own: [acl], others: [semanticScholar] },
  pmid: { own: [pubmed], others: [openalex, semanticScholar] },
  pmcid: { own: [openalex], others: [semanticScholar] },
  semanticscholar: { own: [semanticScholar], others: [] },
  openalex: { own: [openalex], others: [] },
  isbn: NOBODY,
  url: NOBODY,
};

/** The network and the clock of a request, which tests replace. */
export interface Means {
  network: Network;
  wait: Wait;
  /** Whether answers that are kept do not count. */
  fresh?: boolean;
  /** Whether only answers that are kept count: nobody is asked. */
  keptOnly?: boolean;
  /** Whether only sources are asked that decide whether a paper exists, also where they do not answer. */
  alone?: boolean;
}

/** The same, with the moment in milliseconds after which no more requests are sent. */
export interface Asking extends Means {
  until: number;
}

/** Sets the moment after which no more requests are sent. */
export function askingBy(by: Means): Asking {
  return { ...by, until: now().getTime() + SECONDS * 1000 };
}

export const means: Means = {
  network: internet,
  wait: (seconds) => setTimeout(seconds * 1000),
};

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** An answer without the paper is asked again after an hour: the paper may have come. */
const HOUR_MS = 3600 * 1000;
const ATTEMPTS = 3;
/** Seconds for all sources together: a person waits. */
const SECONDS = 25;
/** The errors of a machine without network, or of a name that leads nowhere: another try would not help. */
const UNREACHABLE = /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|CERT_)/;
/** Longest pause that a person waits for; a source that asks for a longer one is left alone. */
const LONGEST_WAIT = 5;

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Fetches an address, and again with growing pauses while the source is busy. @returns null without an answer */
async function ask(source: Source, address: string, using: Asking): Promise<RawAnswer | null> {
  const request = withKey(source, address);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (now().getTime() > using.until) return null;
    let answer: RawAnswer | null = null;
    try {
      answer = await inTurn(source, using.wait, () =>
        fetchRaw(request.address, userAgent(), using.network, undefined, request.headers),
      );
      if (answer === null) return null;
      const isBusy = answer.status === 429 || answer.status >= 500;
      if (!isBusy) return answer;
    } catch (error) {
      log.warn({ source: source.name, error: String(error) }, "source");
      // Another try would break the same limit.
      if (error instanceof Unreadable || UNREACHABLE.test(codeOf(error))) return null;
    }
    const asked = secondsOf(answer?.retryAfter ?? null);
    const seconds = asked ?? 2 ** (attempt - 1);
    if (asked !== null && (seconds > LONGEST_WAIT || attempt === ATTEMPTS)) {
      await pauseSource(source, Math.max(1, Math.min(seconds, 24 * 3600)));
      return null;
    }
    if (attempt < ATTEMPTS) await using.wait(seconds);
  }
  return null;
}

/** Maps an answer; null if it is none of the kinds that its source documents. */
function mapped<T>(source: Source, read: (body: string) => T, none: T, answer: Kept): T | null {
  if (source.missing.includes(answer.status)) return none;
  if (answer.status !== 200) return null;
  try {
    return read(answer.body);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    log.warn({ source: source.name, error: String(error) }, "source");
    return null;
  }
}

type Kept = Pick<RawAnswer, "status" | "body">;

/** The reading of an answer: what it holds, and what it means that the source has nothing. */
interface Reading<T> {
  read(body: string): T;
  none: T;
  /** Whether it holds something, and can be kept for long. */
  isFound(found: T): boolean;
}

/** Asks one address of a source, or takes the answer that is kept. @returns null without an answer */
export async function askAddress<T>(
  source: Source,
  address: string,
  { read, none, isFound }: Reading<T>,
  using: Asking,
): Promise<T | null> {
  const key = hashSecret(address);
  const kept = using.fresh ? null : await db.sourceAnswer.findUnique({ where: { key } });
  if (kept) {
    const age = now().getTime() - kept.fetchedAt.getTime();
    const known = mapped(source, read, none, kept);
    if (known && age < (isFound(known) ? WEEK_MS : HOUR_MS)) return known;
  }
  if (using.keptOnly || (await isPaused(source))) return null;
  const answer = await ask(source, address, using);
  if (!answer) return null;
  const result = mapped(source, read, none, answer);
  // Broken answers are kept too, so that the people who run the site can find out what came.
  const row = { status: answer.status, body: answer.body, fetchedAt: now() };
  await db.sourceAnswer.upsert({
    where: { key },
    create: { key, source: source.name, address, ...row },
    update: row,
  });
  return result;
}

/** Asks a source at all of its addresses until one has the paper. @returns null without an answer */
async function askSource(source: Source, id: Identifier, using: Asking): Promise<Mapped | null> {
  if (!source.answers.includes(id.type)) return null;
  const today = now().toISOString().slice(0, 10);
  const reading: Reading<Mapped> = {
    read: (body) => source.read(body, id, today),
    none: { none: "no such paper" },
    isFound: (found) => "record" in found,
  };
  let result: Mapped | null = null;
  for (const address of source.addressesOf(id, contactAddress())) {
    const answer = await askAddress(source, address, reading, using);
    if (!answer) return null;
    result = answer;
    if (!("none" in answer) || answer.none !== "no such paper") break;
  }
  return result;
}

/** Takes the abstract of another source if its paper has the same title. */
async function withAbstract(
  record: FoundRecord,
  others: readonly Source[],
  id: Identifier,
  using: Asking,
): Promise<{ record: FoundRecord; abstractFrom?: string }> {
  for (const source of record.abstract === null ? others : []) {
    const answer = await askSource(source, id, using);
    if (!answer || !("record" in answer) || answer.record.abstract === null) continue;
    const { title, abstract } = answer.record;
    if (normalizedTitle(title) === normalizedTitle(record.title))
      return { record: { ...record, abstract }, abstractFrom: source.name };
  }
  return { record };
}

/** Fetches the record of a paper from the sources of its identifier. Never throws for what a source does. */
export async function fetchRecord(id: Identifier, by: Means = means): Promise<Outcome> {
  const using = askingBy(by);
  const { own, others } = SHORT_DOI.test(id.value) ? NOBODY : PLANS[id.type];
  if (own.length === 0) return { outcome: "no source" };
  const name = listInWords(own.map((source) => source.name));
  let isUnknown = true;
  for (const source of own) {
    const answer = await askSource(source, id, using);
    if (answer && "record" in answer) {
      const found = using.alone
        ? { record: answer.record }
        : await withAbstract(answer.record, others, id, using);
      return { outcome: "found", ...found, source: source.name };
    }
    if (answer && answer.none !== "no such paper")
      return { outcome: answer.none, source: source.name };
    isUnknown &&= answer !== null;
  }
  if (isUnknown) return { outcome: "no such paper", source: name };
  for (const source of using.alone ? [] : others) {
    const answer = await askSource(source, id, using);
    if (answer && "record" in answer)
      return { outcome: "found", record: answer.record, source: source.name };
  }
  return { outcome: "no answer", source: name };
}

/**
 * Fetches the records of several papers of one type by as few requests as its source allows. A source that cannot be asked
 * for several is not asked.
 * @returns the outcomes by value
 */
export async function fetchTogether(
  type: IdentifierType,
  values: readonly string[],
  by: Means = means,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const [source] = PLANS[type].own;
  const { together } = source ?? {};
  if (!source || !together) return outcomes;
  const today = now().toISOString().slice(0, 10);
  for (let from = 0; from < values.length; from += together.most) {
    const some = values.slice(from, from + together.most);
    const reading: Reading<ReadonlyMap<string, Mapped>> = {
      read: (body) => together.read(body, some, today),
      none: new Map(),
      isFound: (found) => found.size > 0,
    };
    const told = await askAddress(source, together.addressOf(some), reading, askingBy(by));
    for (const value of some) {
      const answer = told?.get(value);
      if (!answer) outcomes.set(value, { outcome: "no answer", source: source.name });
      else if ("record" in answer)
        outcomes.set(value, { outcome: "found", record: answer.record, source: source.name });
      else outcomes.set(value, { outcome: answer.none, source: source.name });
    }
  }
  return outcomes;
}

/** Asks a source for a list of papers, within its limits. @returns null without an answer */
export async function fetchList(source: Source, address: string, by: Means = means) {
  if (await isPaused(source)) return null;
  return ask(source, address, askingBy(by));
}

/** Deletes answers that are older than a week, and pauses that are over. */
export async function deleteOldAnswers(): Promise<void> {
  const old = new Date(now().getTime() - WEEK_MS);
  await db.sourceAnswer.deleteMany({ where: { fetchedAt: { lt: old } } });
  await db.sourcePause.deleteMany({ where: { until: { lt: now() } } });
}
