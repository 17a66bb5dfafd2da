import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import {
  entryOf,
  insertPapers,
  type NewPaper,
  removeSearchWords,
  retryOnDuplicate,
} from "../../catalogue/commands";
import { findAlike, type Known } from "../../catalogue/queries";
import { Shelf, sortOut } from "../../catalogue/sorting/rules";
import { catalogueTopic, paperTopic } from "../../rules";
import { recountTopics } from "../../topics/commands";
import type { ReadEntry } from "../reading/entry";
import { type ImportFormat, type ReadFile, readFile } from "../reading/file";
import { mayImport, mayUndoImport } from "./policy";
import { organizesAGroup } from "./queries";
import { IMPORT_ENTRIES, type ImportReport, type importIdInput, NAMED_IN_REPORT } from "./schema";

/** Files that a person previews or imports. */
const FILES: Limit = { name: "imports", points: 60, perSeconds: 3600 };
/** Papers compared and written by one statement. */
const BATCH = 1000;
/** Enough for a full file on a slow machine: 20,000 papers take half a minute. */
const IMPORT_SECONDS = 3600;
/** Papers that the answer to an undo names. */
const NAMED = 50;

/** Proves that the viewer may import, and counts the file. @throws Refusal NOT_ALLOWED, TOO_MANY */
export async function demandImport(viewer: Viewer): Promise<void> {
  demand(mayImport(viewer, viewer.moderator || (await organizesAGroup(viewer))));
  await spend(FILES, viewer.id);
}

/** Reads a file. @throws Refusal INVALID with a sentence for a file that cannot be read or is too long */
export async function readImport(bytes: Uint8Array): Promise<ReadFile> {
  const file = await readFile(bytes, env().SITE_URL).catch((error: Error) =>
    refuse("INVALID", { say: error.message }),
  );
  if (file.entries.length + file.broken.length <= IMPORT_ENTRIES) return file;
  return refuse("INVALID", {
    say: `This file has more than ${IMPORT_ENTRIES} entries. Split it, and import one part after the other.`,
  });
}

/** The names of formats in the history of a paper. */
const FORMATS: Record<ImportFormat, string> = {
  ...{ trending: "trending papers", bibtex: "BibTeX", ris: "RIS", "csl-json": "CSL-JSON" },
  ...{ csv: "CSV", feed: "Atom or RSS", rdf: "Zotero RDF" },
};

type Progress = (done: number, all: number) => void;

/** Compares the entries of a file with the catalogue and with each other, and adds nothing. */
export async function previewImport(file: ReadFile, onProgress: Progress): Promise<ImportReport> {
  const sorted = newReport(file);
  const shelf = new Shelf();
  const { entries } = file;
  for (let from = 0; from < entries.length; from += BATCH) {
    const batch = describeEntries(entries.slice(from, from + BATCH));
    const known = await findAlike(batch.map(({ described }) => described));
    nameFresh(sorted, sortInto(sorted, batch, known, shelf), []);
    onProgress(from + batch.length, entries.length);
  }
  return sorted;
}

/**
 * Adds the entries of a file that are new, all or none. Known and doubtful ones are left out.
 * @param importedById null for the operator of the site, on the command line
 */
export async function importEntries(
  file: ReadFile,
  { fileName, importedById }: { fileName: string; importedById: string | null },
  onProgress: Progress,
): Promise<ImportReport> {
  const work = async (tx: Tx) => {
    // Of two imports of one file at once, the second finds the papers of the first.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_NUMBERS.importingPapers})`;
    const report = newReport(file);
    const shelf = new Shelf();
    const { entries } = file;
    for (let from = 0; from < entries.length; from += BATCH) {
      const batch = describeEntries(entries.slice(from, from + BATCH));
      const known = await findAlike(
        batch.map(({ described }) => described),
        tx,
      );
      const fresh = sortInto(report, batch, known, shelf);
      if (fresh.length > 0) {
        report.importId ??= await startImport(tx, fileName, importedById);
        const papers = fresh.map(({ paper }) => paper);
        nameFresh(report, fresh, await addEntries(tx, report.importId, papers, known, file.format));
      }
      onProgress(from + batch.length, entries.length);
    }
    return report;
  };
  return retryOnDuplicate(() => transact(work, IMPORT_SECONDS));
}

async function startImport(tx: Tx, fileName: string, importedById: string | null) {
  const data = { fileName, importedById, importedAt: now() };
  return (await tx.paperImport.create({ data, select: { id: true } })).id;
}

function describeEntries(entries: readonly ReadEntry<NewPaper>[]) {
  return entries.map(({ line, paper }) => ({ line, ...entryOf(paper) }));
}

/** Adds papers. @returns their slugs, in order */
async function addEntries(
  tx: Tx,
  importId: string,
  fresh: readonly NewPaper[],
  known: readonly Known[],
  format: ImportFormat,
): Promise<string[]> {
  const origins = { kind: "file", name: FORMATS[format] } as const;
  const papers = fresh.map((paper) => ({ ...paper, origins }));
  const slugs = await insertPapers(tx, papers, null, known);
  await tx.$executeRaw`
    INSERT INTO "ImportedPaper" ("paperId", "importId")
    SELECT id, ${importId}::uuid FROM "Paper" WHERE slug = ANY(${slugs}::text[])`;
  return slugs;
}

function newReport({ format, broken }: ReadFile): ImportReport {
  return {
    ...{ format, fresh: 0, known: 0, doubtful: 0, broken: broken.length },
    freshEntries: [],
    doubtfulEntries: [],
    brokenEntries: broken.slice(0, NAMED_IN_REPORT),
    importId: null,
  };
}

/** Sorts entries into a report. @returns those that are new */
function sortInto(
  report: ImportReport,
  entries: ReturnType<typeof describeEntries>,
  known: readonly Known[],
  shelf: Shelf,
): ReadEntry<NewPaper>[] {
  const numbered = entries.map(({ line, paper, ...entry }) => ({
    ...entry,
    paper: { line, paper },
  }));
  const { fresh, doubtful } = sortOut(numbered, known, shelf);
  report.fresh += fresh.length;
  report.doubtful += doubtful.length;
  report.known += entries.length - fresh.length - doubtful.length;
  for (const { place, title, like } of doubtful) {
    if (report.doubtfulEntries.length === NAMED_IN_REPORT) break;
    const line = entries[place]?.line ?? 0;
    report.doubtfulEntries.push({ line, title, slug: like[0]?.slug ?? null });
  }
  return fresh;
}

/** Names new entries in a report. @param slugs of the papers that they have become; none in a preview */
function nameFresh(
  { freshEntries }: ImportReport,
  fresh: readonly ReadEntry<NewPaper>[],
  slugs: readonly string[],
): void {
  const named = fresh.slice(0, NAMED_IN_REPORT - freshEntries.length);
  for (const [place, { line, paper }] of named.entries())
    freshEntries.push({ line, title: paper.title, slug: slugs[place] ?? null });
}

/**
 * Undoes an import: its papers leave the catalogue, except those that somebody has used since. If none is left, the
 * import leaves no trace.
 * @returns how many papers went, and those that stayed
 * @throws Refusal NOT_FOUND
 */
export async function undoImport(
  viewer: Viewer | null,
  { importId }: z.output<typeof importIdInput>,
) {
  return transact(async (tx) => {
    const [found] = await tx.$queryRaw<{ importedById: string | null }[]>`
      SELECT "importedById" FROM "PaperImport" WHERE id = ${importId}::uuid FOR UPDATE`;
    if (!found) refuse("NOT_FOUND");
    if (viewer) demand(mayUndoImport(viewer, found.importedById));
    // Threads are locked before papers, as by those who write in them.
    await tx.$queryRaw`
      SELECT t.id FROM "Thread" t JOIN "ImportedPaper" i ON i."paperId" = t."paperId"
      WHERE i."importId" = ${importId}::uuid ORDER BY t.id FOR UPDATE OF t`;
    const papers = await tx.$queryRaw<{ id: string; slug: string; title: string }[]>`
      SELECT p.id, p.slug, p.title FROM "Paper" p JOIN "ImportedPaper" i ON i."paperId" = p.id
      WHERE i."importId" = ${importId}::uuid ORDER BY p.id FOR UPDATE OF p`;
    const used = await findUsed(tx, importId);
    const kept = papers.filter(({ id }) => used.has(id));
    const gone = papers.filter(({ id }) => !used.has(id)).map(({ id }) => id);
    await removeSearchWords(tx, gone);
    await tx.$executeRaw`DELETE FROM "Paper" WHERE id = ANY(${gone}::uuid[])`;
    await recountTopics(tx);
    if (kept.length === 0) await tx.paperImport.delete({ where: { id: importId } });
    else await tx.paperImport.update({ where: { id: importId }, data: { undoneAt: now() } });
    await notifyTopics(tx, catalogueTopic(), ...gone.slice(0, NAMED).map(paperTopic));
    return {
      removed: gone.length,
      kept: kept.length,
      keptPapers: kept.slice(0, NAMED).map(({ slug, title }) => ({ slug, title })),
    };
  }, IMPORT_SECONDS);
}

/**
 * Finds the papers of an import that somebody upvoted, nominated, chose, discussed, follows or corrected, or that a group
 * has on a list. What a person keeps for themselves does not count: nobody learns of it.
 */
async function findUsed(tx: Tx, importId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT i."paperId" AS id FROM "ImportedPaper" i WHERE i."importId" = ${importId}::uuid AND (
      EXISTS (SELECT FROM "Upvote" x WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "Nomination" x WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "Candidate" x WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "Reading" x WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "Comment" c JOIN "Thread" x ON x.id = c."threadId" WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "Following" x WHERE x."paperId" = i."paperId")
      OR EXISTS (SELECT FROM "ListedPaper" x JOIN "PaperList" l ON l.id = x."listId"
        WHERE x."paperId" = i."paperId" AND l."groupId" IS NOT NULL)
      OR EXISTS (SELECT FROM "PaperChange" x WHERE x."paperId" = i."paperId" AND x.kind NOT IN ('completion', 'repair'))
      OR EXISTS (SELECT FROM "PaperSuggestion" x WHERE x."paperId" = i."paperId"))`;
  return new Set(rows.map(({ id }) => id));
}
