import "server-only";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { type AuthorPart, familyFirst, partsOfNames } from "../catalogue/authors/rules";
import { retryOnDuplicate } from "../catalogue/commands";
import { identifiersOf } from "../catalogue/identifiers/rules";
import { describePaper, findAlike, type Known } from "../catalogue/queries";
import { compare, haveOneName, isSameIdentifier, namesOnePaper } from "../catalogue/rules";
import { changePaper, holdPaper } from "../corrections/commands";
import { CORRECTED, readDecided } from "../corrections/queries";
import {
  changedFields,
  changesBetween,
  columnsOf,
  type PaperFields,
  withoutNamed,
} from "../corrections/rules";
import type { Identifier } from "../pasting/identifiers";
import { addInput } from "../schema";
import { fetchRecord, type Means } from "../sources/fetching/commands";
import { fieldsOf } from "../sources/fetching/pasted";
import { searchByTitle } from "../sources/fetching/searching";
import type { FoundRecord } from "../sources/record";
import {
  afterSilence,
  type Compared,
  chooseRecord,
  completedFields,
  isPoor,
  linkedOf,
  nextAskAt,
} from "./rules";

/** Papers of one run, and milliseconds after which it begins no other: people may want the same sources. */
const [A_RUN, LONGEST_MS] = [20, 4 * 60_000];
/** Identifiers of one paper that are asked for. */
const NAMES = 3;

type End = "completed" | "unknown" | "doubtful" | "duplicate" | "unanswered" | "undone";

/** Searches the sources for the papers that are due, the longest waiting ones first. Does nothing if that is switched off. */
export async function completePapers(by?: Means): Promise<void> {
  const begun = now();
  if (env().COMPLETE_PAPERS === "off" || (await isSilent())) return;
  const due = await db.paperCompletion.findMany({
    where: { askAt: { lte: begun } },
    orderBy: [{ askAt: "asc" }, { paperId: "asc" }],
    take: A_RUN,
  });
  const ends: End[] = [];
  for (const waiting of due) {
    if (now().getTime() > begun.getTime() + LONGEST_MS) break;
    const end = await completePaper(waiting, by);
    if (end) ends.push(end);
    // Without a network, the others would fail in the same way.
    if (end === "unanswered") break;
  }
  const completed = ends.filter((end) => end === "completed").length;
  if (completed > 0) log.info({ completed, asked: ends.length }, "papers completed");
}

/** Whether no source answered when one was last asked, less than an hour ago. */
async function isSilent(): Promise<boolean> {
  const where = { outcome: "unanswered", askAt: { gt: now() } } as const;
  return (await db.paperCompletion.count({ where, take: 1 })) > 0;
}

interface Waiting {
  paperId: string;
  askAt: Date | null;
  asked: number;
}

/** Searches for one paper. @returns the end of the search, or null if there is nothing to search for */
async function completePaper(waiting: Waiting, by: Means | undefined): Promise<End | null> {
  const { paperId, askAt } = waiting;
  // Another process may be at it. Whatever goes wrong, it is not tried again at once.
  const { count } = await db.paperCompletion.updateMany({
    where: { paperId, askAt },
    data: { askAt: afterSilence(now()), askedAt: now() },
  });
  if (count === 0) return null;
  const paper = await db.paper.findUnique({
    where: { id: paperId },
    select: CORRECTED,
  });
  if (!paper) return null;
  if (!isPoor(paper)) {
    await db.paperCompletion.deleteMany({ where: { paperId } });
    return null;
  }
  const authorParts = paper.authorParts as (AuthorPart | null)[] | null;
  const described = describePaper({ ...paper, url: null, authorParts });
  const asked = { ...described, abstract: paper.abstract };
  const found = await findRecord(asked, by);
  if (typeof found === "string") return settle(waiting, found);
  return fill(waiting, paper.version, found);
}

/** A record that is of a paper beyond doubt. */
interface Found {
  record: FoundRecord;
  source: string;
}

/** The known parts of the names of a record's authors. */
function partsIn({ authors }: FoundRecord) {
  return partsOfNames(
    authors.map(({ name }) => name),
    authors,
  );
}

/** A record, described so that a paper can be compared with it. */
function comparedOf(record: FoundRecord): Compared & { record: FoundRecord } {
  const { title, authors, date, identifiers, abstract } = record;
  const names = authors.map(({ name }) => name);
  return {
    ...{ title, identifiers, record, abstract: abstract ?? "" },
    authors: familyFirst(names, partsIn(record)),
    year: date === null ? null : Number(date.slice(0, 4)),
  };
}

/** Asks for a paper by its identifiers, then by its title. */
async function findRecord(
  paper: Compared,
  by: Means | undefined,
): Promise<Found | "unknown" | "doubtful" | "unanswered"> {
  for (const id of paper.identifiers.filter(namesOnePaper).slice(0, NAMES)) {
    const answer = await fetchRecord(id, by);
    if (answer.outcome !== "found") continue;
    const choice = chooseRecord(paper, [comparedOf(answer.record)]);
    if (typeof choice !== "string") return { record: choice.record, source: answer.source };
  }
  let answers = 0;
  let silent = 0;
  let end: "unknown" | "doubtful" = "unknown";
  for await (const { source, records } of searchByTitle(paper.title, by)) {
    if (records === null) silent += 1;
    else answers += 1;
    if (answers === 0 && silent === 2) return "unanswered";
    const choice = chooseRecord(paper, (records ?? []).map(comparedOf));
    if (choice === "doubtful") end = choice;
    else if (choice !== "none") return { record: choice.record, source };
  }
  return end;
}

/** Notes how a search ended. What the sources do not know yet is asked again later. */
async function settle(
  { paperId, asked }: Waiting,
  outcome: End,
  more: { source?: string; duplicateOfId?: string } = {},
): Promise<End> {
  const times = outcome === "unanswered" ? asked : asked + 1;
  const again = outcome === "unknown" || outcome === "doubtful";
  await db.paperCompletion.updateMany({
    where: { paperId, outcome: { not: "undone" } },
    data: {
      ...{ outcome, asked: times, duplicateOfId: null, ...more },
      ...(outcome === "unanswered" ? {} : { askAt: again ? nextAskAt(times, now()) : null }),
    },
  });
  return outcome;
}

/** The fields that a record gives, as the form would take them; null if it lacks what a paper needs. */
function givenBy(record: FoundRecord): PaperFields | null {
  const linked = linkedOf(record.identifiers);
  if (!linked) return null;
  const taken = addInput.safeParse(fieldsOf(record, linked)).data;
  if (!taken) return null;
  const { title, authors, abstract, url, venue = "", publishedOn = "", identifiers = [] } = taken;
  const first = (type: "arxiv" | "doi") => identifiers.find((id) => id.type === type)?.value ?? "";
  const named = { arxivId: first("arxiv"), doi: first("doi"), identifiers };
  const authorParts = partsIn(record) ?? [];
  return withoutNamed({ title, authors, authorParts, abstract, url, venue, publishedOn, ...named });
}

/** Leaves out pages and books that other papers name already. */
function withoutTaken(fields: PaperFields, others: readonly Known[]): PaperFields {
  const isTaken = (id: Identifier) =>
    others.some(({ identifiers }) => identifiers.some((theirs) => isSameIdentifier(id, theirs)));
  return { ...fields, identifiers: fields.identifiers.filter((id) => !isTaken(id)) };
}

/** Fills the empty fields of a paper, unless another paper of the catalogue is that of the record. */
async function fill(
  waiting: Waiting,
  version: number,
  { record, source }: Found,
): Promise<End | null> {
  const { paperId } = waiting;
  const given = givenBy(record);
  if (!given) return settle(waiting, "unknown");
  const other = await retryOnDuplicate(() =>
    transact(async (tx) => {
      const paper = await holdPaper(tx, paperId);
      // It was changed while the source was asked: the next run looks at what it is now.
      if (paper?.version !== version) return "changed";
      const filled = completedFields(paper.fields, given, await readDecided(tx, paperId));
      const ids = identifiersOf(given);
      const mine = describePaper({ ...columnsOf(filled), identifiers: ids });
      const others = (await findAlike([mine], tx)).filter(({ id }) => id !== paperId);
      const same = others.find((one) => haveOneName(mine, one) || compare(mine, one) === "same");
      if (same) return same;
      const fields = withoutTaken(filled, others);
      const changes = changesBetween(paper.fields, fields);
      if (changedFields(changes).length === 0) return "nothing";
      const by = { kind: "completion", changedById: null, reason: "", source } as const;
      await changePaper(tx, paper, changes, by);
      const done = { outcome: "completed", source, askAt: null, asked: waiting.asked + 1 } as const;
      await tx.paperCompletion.updateMany({ where: { paperId }, data: done });
      return null;
    }),
  );
  if (other === null) return "completed";
  if (other === "changed") return null;
  if (other === "nothing") return settle(waiting, "unknown");
  return settle(waiting, "duplicate", { source, duplicateOfId: other.id });
}
