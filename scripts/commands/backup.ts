// `npm run backup -- FILE`: uses pg_dump if the machine has a suitable version, and otherwise the product's own format.
import { existsSync, renameSync, rmSync } from "node:fs";
import { backUp } from "@/scripts/runtime/backups/backup";
import { hasNativeDump, nativeDump } from "@/scripts/runtime/postgres/native-dump";
import { connect, databaseForCommand } from "@/scripts/runtime/postgres/reach";

const file = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!file) throw new Error("Name the file to write: npm run backup -- FILE");
if (existsSync(file)) throw new Error(`${file} already exists. Choose another name.`);
const { url, done } = await databaseForCommand();
const client = await connect(url);
// Half a backup must never be left behind as if it were whole, whatever ends this process.
const aside = `${file}.part`;
process.once("exit", () => rmSync(aside, { force: true }));
try {
  const native = await hasNativeDump(client);
  const rows = native ? nativeDump(url, aside) : await backUp(client, aside);
  renameSync(aside, file);
  console.log(native ? `wrote ${file} (by pg_dump)` : `wrote ${rows} rows to ${file}`);
} finally {
  await client.end();
  await done();
}
