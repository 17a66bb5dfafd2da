import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { retryOnDuplicate } from "../catalogue/commands";
import { changePaper, type HeldPaper, holdPaper, lockPaper } from "../corrections/commands";
import type { Identifier } from "../pasting/identifiers";
import { paperTopic } from "../rules";
import {
  fetchRecord,
  fetchTogether,
  type Means,
  means,
  type Outcome,
} from "../sources/fetching/commands";
import { type Due, listDue, readKnown, readStanding } from "./queries";
import {
  gravestOf,
  type Heard,
  isGraver,
  type News,
  newsIn,
  nextLook,
  OFTEN_DAYS,
  retryAt,
  type Statement,
  saysTheSame,
  statedAfter,
} from "./rules";
import { PAPER_NEWS, type statusInput } from "./schema";
import { identifiersToAsk, latestOf, type Stated, statementOf, withinBounds } from "./stated";

/** Papers looked at in one run, which comes once an hour: less than a thousand a day. */
const A_RUN = 40;
/** Papers without an answer, one after the other, after which a run ends: there may be no network. */
const SILENT_MOST = 3;
const STATEMENTS: Limit = { name: "statements", points: 200, perSeconds: 86_400 };

/** The statements of sources, and whether all of them answered. */
interface Told {
  stated: Stated[];
  isWhole: boolean;
}

/** Asks the sources of known papers again, those first that groups vote on or will discuss. */
export async function lookAgain(by: Means = means): Promise<void> {
  await promoteWanted();
  const due = await listDue(now(), A_RUN);
  const rows = await db.paperIdentifier.findMany({
    where: { paperId: { in: due.map(({ paperId }) => paperId) } },
    select: { paperId: true, type: true, value: true },
    orderBy: [{ type: "asc" }, { id: "asc" }],
  });
  const asked = due.map(({ paperId }) =>
    identifiersToAsk(rows.filter((row) => row.paperId === paperId)),
  );
  const using = { ...by, fresh: true, alone: true };
  const numbers = asked.flat().flatMap(({ type, value }) => (type === "arxiv" ? value : []));
  // arXiv answers for many papers at once.
  const known =
    numbers.length > 1 ? await fetchTogether("arxiv", numbers, using) : new Map<string, Outcome>();
  let silent = 0;
  for (const [place, paper] of due.entries()) {
    const isHeard = await lookAt(paper, asked[place] ?? [], known, using);
    silent = isHeard ? 0 : silent + 1;
    if (silent >= SILENT_MOST) return;
  }
}

/** Has papers looked at within a week that people have followed or nominated since the last run. */
async function promoteWanted(): Promise<void> {
  // Runs may have been missed.
  const since = new Date(now().getTime() - 864e5);
  await db.$executeRaw`
    UPDATE "PaperLook" l SET often = true,
      "lookAt" = least(l."lookAt", coalesce(l."askedAt", l."lookAt") + ${OFTEN_DAYS} * interval '1 day')
    WHERE NOT l.often AND l."paperId" IN (
      SELECT f."paperId" FROM "Following" f WHERE f.level = 'follow' AND f."createdAt" > ${since}
      UNION SELECT n."paperId" FROM "Nomination" n WHERE n."withdrawnAt" IS NULL AND n."createdAt" > ${since})`;
}

/**
 * Asks the sources of one paper.
 * @param known what arXiv has said already, by the number
 * @returns whether one of them answered, or none needed to be asked
 */
async function lookAt(
  { paperId, askedAt }: Due,
  ids: readonly Identifier[],
  known: ReadonlyMap<string, Outcome>,
  by: Means,
): Promise<boolean> {
  const at = now();
  // Another process may be asking at the same time.
  const { count } = await db.paperLook.updateMany({
    where: { paperId, askedAt },
    data: { askedAt: at, lookAt: retryAt(at) },
  });
  if (count === 0) return true;
  const { stated, isWhole } = await ask(ids, by, known);
  if (stated.length === 0 && !isWhole) return false;
  await retryOnDuplicate(() => transact((tx) => recordLook(tx, paperId, { stated, isWhole })));
  return true;
}

async function ask(
  ids: readonly Identifier[],
  by: Means,
  known: ReadonlyMap<string, Outcome> = new Map(),
): Promise<Told> {
  const told: Told = { stated: [], isWhole: true };
  for (const id of ids) {
    const fetched =
      (id.type === "arxiv" ? known.get(id.value) : undefined) ?? (await fetchRecord(id, by));
    if (fetched.outcome === "found") told.stated.push(withinBounds(fetched));
    if (fetched.outcome === "no answer") told.isWhole = false;
  }
  return told;
}

/**
 * Reads what the source of a paper said when its fields were fetched a moment ago. Asks nobody.
 * @param ids identifiers of the paper
 */
export async function recallStated(ids: readonly Identifier[]): Promise<Stated[]> {
  return (await ask(identifiersToAsk(ids), { ...means, keptOnly: true })).stated;
}

/** Records version and status of a paper that was just added, of which nobody needs to be told. */
export async function recordAtAddition(
  tx: Tx,
  slug: string,
  stated: readonly Stated[],
): Promise<void> {
  if (stated.length === 0) return;
  const { id: paperId } = await tx.paper.findUniqueOrThrow({
    where: { slug },
    select: { id: true },
  });
  const heard = heardIn({ stated: [...stated], isWhole: true });
  await recordVersions(tx, paperId, stated);
  if (heard.status !== "current") await state(tx, paperId, heard.statement, heard.source, null);
  const { status, version } = heard;
  const planned = nextLook(await readStanding(tx, paperId, now()), now());
  await tx.paperLook.updateMany({
    where: { paperId },
    data: { ...planned, askedAt: now(), stated: status, version },
  });
}

/** The answers of sources together, with the gravest statement and its source. */
function heardIn({ stated, isWhole }: Told): Heard & { statement: Statement; source: string } {
  const said = stated.map(({ record, source }) => ({ ...statementOf(record), source }));
  const { source, ...statement } = gravestOf(said) ?? {
    ...({ status: "current", since: "", reason: "", link: null, source: "" } as const),
  };
  const version = latestOf(stated.flatMap(({ record }) => record.versions))?.version ?? null;
  return { version, status: statement.status, isWhole, statement, source };
}

async function recordLook(tx: Tx, paperId: string, told: Told): Promise<void> {
  const paper = await holdPaper(tx, paperId);
  const known = paper && (await readKnown(tx, paperId));
  if (!paper || !known) return;
  const at = now();
  const heard = heardIn(told);
  const news = told.stated.length > 0 ? newsIn(known, heard) : NOTHING;
  if (news.version !== null) await takeAbstractOver(tx, paper, known.version, told.stated);
  await recordVersions(tx, paperId, told.stated);
  if (news.status) await state(tx, paperId, heard.statement, heard.source, null);
  if (news.told) await enqueue(tx, PAPER_NEWS, { paperId, news: news.told });
  const newsAt = news.told ? at : known.newsAt;
  const standing = { ...(await readStanding(tx, paperId, at)), newsAt };
  await tx.paperLook.update({
    where: { paperId },
    data: {
      ...nextLook(standing, at),
      ...(told.stated.length > 0 ? { stated: statedAfter(known, heard) } : {}),
      version: news.version ?? known.version,
      newsAt,
    },
  });
  if (news.version !== null) await notifyTopics(tx, paperTopic(paperId));
}

const NOTHING: News = { version: null, status: null, told: null };

/** Writes a statement, which holds from now on. */
async function state(
  tx: Tx,
  paperId: string,
  statement: Statement,
  source: string,
  statedById: string | null,
): Promise<void> {
  await tx.paperStatement.create({
    data: { paperId, ...statement, source, statedById, statedAt: now() },
  });
  await tx.paper.update({ where: { id: paperId }, data: { status: statement.status } });
  await notifyTopics(tx, paperTopic(paperId));
}

/** Writes the versions that sources name. The abstract is that of the latest one; those of earlier ones stay. */
async function recordVersions(tx: Tx, paperId: string, stated: readonly Stated[]): Promise<void> {
  const rows = stated.flatMap(({ record, source }) => {
    const latest = latestOf(record.versions);
    return record.versions.map((one) => ({
      ...{ number: one.version, datedOn: one.date ?? "", comment: one.comment ?? "", source },
      abstract: one === latest ? record.abstract : null,
    }));
  });
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "PaperVersion" ("paperId", number, "datedOn", comment, abstract, source, "seenAt")
    SELECT ${paperId}::uuid, number, dated, comment, abstract, source, ${now()}
    FROM unnest(${rows.map(({ number }) => number)}::int[], ${rows.map(({ datedOn }) => datedOn)}::text[],
      ${rows.map(({ comment }) => comment)}::text[], ${rows.map(({ abstract }) => abstract)}::text[],
      ${rows.map(({ source }) => source)}::text[]) AS said(number, dated, comment, abstract, source)
    ON CONFLICT ("paperId", number) DO UPDATE SET "datedOn" = EXCLUDED."datedOn",
      comment = coalesce(nullif(EXCLUDED.comment, ''), "PaperVersion".comment),
      abstract = coalesce(EXCLUDED.abstract, "PaperVersion".abstract)`;
}

/** Gives the paper the abstract of its new version, if its own is still that of the version before. */
async function takeAbstractOver(
  tx: Tx,
  paper: HeldPaper,
  before: number | null,
  stated: readonly Stated[],
): Promise<void> {
  const [first] = stated.filter(({ record }) => record.versions.length > 0);
  const after = first?.record.abstract;
  if (!first || !after || before === null) return;
  const version = await tx.paperVersion.findUnique({
    where: { paperId_number: { paperId: paper.id, number: before } },
    select: { abstract: true },
  });
  const own = paper.fields.abstract;
  // People have corrected it, or nobody knows where it comes from.
  if (!version?.abstract || !saysTheSame(own, version.abstract) || saysTheSame(own, after)) return;
  const changes = { abstract: { before: own, after } };
  const reason = `Version ${latestOf(first.record.versions)?.version} at ${first.source}`;
  await changePaper(tx, paper, changes, {
    ...{ kind: "version", changedById: null, reason, source: first.source },
  });
}

/**
 * States what has become of a paper, as a moderator. Sources change it only for something graver.
 * @throws Refusal NOT_FOUND, CONFLICT if that is its status already
 */
export async function stateStatus(
  viewer: Viewer,
  { paperId, status, since, link, reason }: z.output<typeof statusInput>,
): Promise<void> {
  await spend(STATEMENTS, viewer.id);
  await transact(async (tx) => {
    await lockPaper(tx, viewer, paperId);
    const paper = await tx.paper.findUniqueOrThrow({
      where: { id: paperId },
      select: { status: true },
    });
    if (paper.status === status && status === "current")
      refuse("CONFLICT", { say: "This paper has no mark. Choose one, or close this window." });
    await state(tx, paperId, { status, since, reason, link: link || null }, "", viewer.id);
    if (isGraver(status, paper.status))
      await enqueue(tx, PAPER_NEWS, { paperId, news: { of: status } });
  });
}
