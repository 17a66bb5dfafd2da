// `npm run restore -- FILE [--replace]`: reads a backup that `npm run backup` wrote.
import { existsSync } from "node:fs";
import { restore } from "@/scripts/runtime/backups/backup";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { isNativeDump, nativeRestore } from "@/scripts/runtime/postgres/native-dump";
import { connect, databaseForCommand } from "@/scripts/runtime/postgres/reach";

const file = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!file) throw new Error("Name the file to restore: npm run restore -- FILE [--replace]");
if (!existsSync(file)) throw new Error(`${file} does not exist.`);
const replace = process.argv.includes("--replace");
const { url, done } = await databaseForCommand();
const client = await connect(url);
try {
  if (isNativeDump(file)) {
    if (!replace)
      throw new Error("A pg_dump file replaces everything in the database. Add --replace.");
    nativeRestore(url, file);
    console.log(`restored ${file} (by pg_restore)`);
  } else {
    await migrate(url);
    console.log(`restored ${await restore(client, file, replace)} rows from ${file}`);
  }
} finally {
  await client.end();
  await done();
}
