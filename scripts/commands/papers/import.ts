// `npm run papers:import -- FILE`: reads the text of a trending-papers page into the catalogue.
import { readFile } from "node:fs/promises";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { databaseForCommand } from "@/scripts/runtime/postgres/reach";
import { parsePapersPage } from "@/server/papers/sources/papers-page";
import { listInWords } from "@/server/platform/text/words";

const file = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!file) throw new Error("Name the file to import: npm run papers:import -- FILE");
const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
  throw new Error(`${file} cannot be read (${error.code}).`);
});
const papers = parsePapersPage(bytes);
const { url, done } = await databaseForCommand();
try {
  await migrate(url);
  const { importPapers } = await import("@/server/papers/catalogue/commands");
  const { disconnect } = await import("@/server/platform/database/db");
  const { imported, there, doubtful } = await importPapers(papers, progress(papers.length));
  await disconnect();
  console.log(`${imported} imported, ${there} already there, 0 rejected`);
  for (const { title, like } of doubtful) {
    const others = like.map((one) => (one.slug ? `/papers/${one.slug}` : "a paper of this file"));
    console.log(`left out, because it may be in the catalogue (${listInWords(others)}): ${title}`);
  }
} finally {
  await done();
}

/** Shows a progress bar on a terminal, and nothing in a pipe. */
function progress(all: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done) => {
    const filled = Math.round((30 * done) / Math.max(1, all));
    const bar = "█".repeat(filled) + "░".repeat(30 - filled);
    process.stderr.write(`\r${bar} ${done} of ${all}${done === all ? "\n" : ""}`);
  };
}
