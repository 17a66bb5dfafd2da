// `npm run db:diff -- NAME`: writes a migration that leads from the migrations to the schema.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { diffFromDatabase, MIGRATIONS } from "@/scripts/runtime/migrations/schema-engine";
import { connect, databaseForCommand } from "@/scripts/runtime/postgres/reach";

const name = process.argv.slice(2).find((argument) => argument !== "--") ?? "change";
if (!/^[a-z0-9_]{1,60}$/.test(name)) {
  throw new Error(
    "A migration name uses lowercase letters, digits and _: npm run db:diff -- add_labels",
  );
}
const { url, done } = await databaseForCommand();
// Compares the schema with a scratch database that has every migration, not with a database in use.
const scratch = new URL(url);
scratch.pathname = `/colloquy_diff_${process.pid}`;
const server = await connect(url);
try {
  await server.query(`CREATE DATABASE ${scratch.pathname.slice(1)}`);
  await migrate(scratch.href);
  const sql = await diffFromDatabase(scratch.href);
  if (sql === "") {
    console.log("schema and migrations agree: nothing to write");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const dir = join(MIGRATIONS, `${stamp}_${name}`);
    await mkdir(dir, { recursive: true });
    await writeFile(join(dir, "migration.sql"), `${sql}\n`);
    console.log(
      `wrote prisma/migrations/${stamp}_${name}/migration.sql: read it, then npm run db:migrate`,
    );
  }
} finally {
  await server
    .query(`DROP DATABASE IF EXISTS ${scratch.pathname.slice(1)} WITH (FORCE)`)
    .catch(() => {});
  await server.end();
  await done();
}
