// `npm run papers:import -- FILE`: reads a file of papers into the catalogue: BibTeX, BibLaTeX, RIS, CSL-JSON, CSV,
// Atom, RSS, or the text of a page of trending papers. `-- --undo ID` takes an import back.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { databaseForCommand } from "@/scripts/runtime/postgres/reach";
import type { ImportReport } from "@/server/papers/files/importing/schema";
import { readFile as readPapers } from "@/server/papers/files/reading/file";

const given = process.argv.slice(2);
const undo = given.includes("--undo");
const file = given.find((argument) => !argument.startsWith("--"));
if (!file) throw new Error("Name the file to import: npm run papers:import -- FILE");
const bytes = undo
  ? null
  : await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${file} cannot be read (${error.code}).`);
    });
// Before the database is touched, so that a file with a mistake changes nothing.
const read = bytes && (await readPapers(bytes, process.env.SITE_URL ?? "http://localhost:3000"));
const { url, done } = await databaseForCommand();
try {
  await migrate(url);
  const { importEntries, undoImport } = await import("@/server/papers/files/importing/commands");
  const { disconnect } = await import("@/server/platform/database/db");
  try {
    if (read) {
      const by = { fileName: basename(file).slice(0, 200), importedById: null };
      tell(await importEntries(read, by, progress));
    } else {
      const { removed, kept, keptPapers } = await undoImport(null, { importId: file });
      console.log(`${removed} removed, ${kept} kept, because somebody uses them`);
      for (const { slug, title } of keptPapers) console.log(`kept /papers/${slug}: ${title}`);
    }
  } finally {
    await disconnect();
  }
} finally {
  await done();
}

function tell(report: ImportReport): void {
  const { fresh, known, broken, doubtful, doubtfulEntries, brokenEntries, importId } = report;
  console.log(`${fresh} imported, ${known} already there, ${broken + doubtful} rejected`);
  for (const { line, what } of brokenEntries) console.log(`line ${line}: ${what}`);
  for (const { line, title, slug } of doubtfulEntries) {
    const other = slug ? `/papers/${slug}` : "an earlier entry of this file";
    console.log(`line ${line}: left out, because it may be ${other}: ${title}`);
  }
  const untold = broken + doubtful - brokenEntries.length - doubtfulEntries.length;
  if (untold > 0) console.log(`and ${untold} more`);
  if (importId) console.error(`To undo it: npm run papers:import -- --undo ${importId}`);
}

/** Shows a progress bar on a terminal, and nothing in a pipe. */
function progress(number: number, all: number): void {
  if (!process.stderr.isTTY) return;
  const filled = Math.round((30 * number) / Math.max(1, all));
  const bar = "█".repeat(filled) + "░".repeat(30 - filled);
  process.stderr.write(`\r${bar} ${number} of ${all}${number === all ? "\n" : ""}`);
}
