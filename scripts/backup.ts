// `npm run backup -- FILE`: pg_dump where the machine has a fitting one, else the product's own format.
import { existsSync } from "node:fs";
import pg from "pg";
import { backUp } from "./runtime/backup";
import { hasNativeDump, nativeDump } from "./runtime/native-dump";
import { reachDatabase } from "./runtime/reach";

const file = process.argv.slice(2).find((argument) => !argument.startsWith("--"));
if (!file) throw new Error("Say where to: npm run backup -- FILE");
if (existsSync(file)) throw new Error(`${file} is already there. Choose another name.`);
const { url, done } = await reachDatabase();
const client = new pg.Client({ connectionString: url });
await client.connect();
try {
  if (await hasNativeDump(client)) {
    nativeDump(url, file);
    console.log(`wrote ${file} (by pg_dump)`);
  } else {
    console.log(`wrote ${await backUp(client, file)} rows to ${file}`);
  }
} finally {
  await client.end();
  await done();
}
