// `npm run papers:fetch -- TEXT`: prints what a pasted text becomes, to see whether the sources of papers answer. It ends
// with exit code 1 if one of its papers is not found.
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { databaseForCommand } from "@/scripts/runtime/postgres/reach";

// The log would stand between the lines.
process.env.LOG_LEVEL ||= "silent";
const text = process.argv.slice(2).join(" ");
if (text.trim() === "")
  throw new Error("Say which paper: npm run papers:fetch -- arXiv:1706.03762");
// The limits of the sources are counted in the database, together with the site's.
const { url, done } = await databaseForCommand();
try {
  await migrate(url);
  const { fetchPapers } = await import("@/scripts/runtime/fetched-papers");
  const { disconnect } = await import("@/server/platform/database/db");
  for await (const { lines, isFound } of fetchPapers(text)) {
    if (!isFound) process.exitCode = 1;
    console.log(lines.join("\n"));
  }
  await disconnect();
} finally {
  await done();
}
