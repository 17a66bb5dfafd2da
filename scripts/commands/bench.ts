// `npm run bench [-- --only NAME,… --world S|L --json FILE --against FILE]`: measures the promised speeds, each
// against something bare or smaller in the same run, or in processor time, on a separate embedded
// PostgreSQL. Exit code 1 if one is slower than promised or an answer failed.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { browser } from "@/scripts/bench/browser";
import { digests } from "@/scripts/bench/digests";
import { live } from "@/scripts/bench/live";
import { meaning } from "@/scripts/bench/meaning";
import { type Bench, broken, type Result } from "@/scripts/bench/measure";
import { memory } from "@/scripts/bench/memory";
import { speed } from "@/scripts/bench/speed/speed";
import { tableOf } from "@/scripts/bench/table";
import { tally } from "@/scripts/bench/tally";
import { texts } from "@/scripts/bench/texts";
import { threads } from "@/scripts/bench/threads";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { startEmbedded } from "@/scripts/runtime/postgres/embedded";
import { forgetEnv } from "@/server/platform/env";

/** Cases of the site as people start it; all requested ones share one start. */
const SPEEDS = ["pages", "acts", "wire", "search"] as const;
const BENCHES: Record<string, Bench> = {
  digests,
  browser,
  live,
  meaning,
  memory,
  tally,
  texts,
  threads,
};
const NAMES = [...SPEEDS, ...Object.keys(BENCHES)];

/** Most times as long that an answer may take in the world L as in S. */
const MOST_GROWTH = 1.5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    world: { type: "string", default: "S" },
    json: { type: "string" },
    against: { type: "string" },
  },
});
const { world } = values;
if (world !== "S" && world !== "L") throw new Error("Choose the world S or L.");
const asked = [...positionals, ...values.only.split(",").filter(Boolean)];
const unknown = asked.find((name) => !NAMES.includes(name));
if (unknown) throw new Error(`There is no ${unknown}. Choose from ${NAMES.join(", ")}.`);
const wanted = (name: string) => asked.length === 0 || asked.includes(name);
const earlier: Result[] = values.against
  ? JSON.parse(await readFile(values.against, "utf8")).results
  : [];

const speeds = SPEEDS.filter(wanted);
const runs: [string, Bench][] = [
  ...(speeds.length > 0 ? [["speed", speed(speeds)] satisfies [string, Bench]] : []),
  ...Object.entries(BENCHES).filter(([name]) => wanted(name)),
];
const results: Result[] = [];
const dir = await mkdtemp(join(tmpdir(), "colloquy-bench-"));
process.env.COLLOQUY_DATA_DIR = dir;
const { url, stop } = await startEmbedded();
try {
  await migrate(url);
  process.env.AUTH_SECRET = "a-secret-that-only-the-bench-knows-01234";
  Object.assign(process.env, { NODE_ENV: "production" });
  for (const [name, bench] of runs) {
    process.env.DATABASE_URL = await ownDatabase(name);
    forgetEnv();
    const report = (figure: Result) => {
      const result = compareWith(earlier, figure);
      results.push(result);
      const { name, kept, value, unit, errors, why } = result;
      const failed = errors > 0 ? `, ${errors} failed answers` : "";
      console.log(`${kept ? "✓" : "✗"} ${name}: ${why ?? `${value.toFixed(2)} ${unit}${failed}`}`);
      if (!kept) process.exitCode = 1;
    };
    try {
      await bench((line) => console.log(line), { world, report });
    } catch (error) {
      report(broken(name, error));
      if (process.env.DEBUG) console.error(error);
    }
  }
} finally {
  await stop();
  await rm(dir, { recursive: true, force: true });
}
if (results.length > 0) console.log(`\n${tableOf(results)}`);
if (values.json) {
  const head = {
    world,
    at: new Date().toISOString(),
    node: process.version,
    cores: availableParallelism(),
  };
  await writeFile(values.json, `${JSON.stringify({ ...head, results }, null, 2)}\n`);
}

/** Adds how many times as long 97.5% of the answers now take, and demands that it is not much longer. */
function compareWith(earlier: readonly Result[], figure: Result): Result {
  const before = earlier.find(({ name }) => name === figure.name)?.more?.p97;
  const now = figure.more?.p97;
  if (!before || !now) return figure;
  const growth = now / before;
  return {
    ...figure,
    kept: figure.kept && growth <= MOST_GROWTH,
    more: { ...figure.more, growth },
  };
}

/** Makes a database that only this bench writes to. */
async function ownDatabase(name: string): Promise<string> {
  const target = new URL(url);
  const template = target.pathname.slice(1);
  target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  const own = `${template}_${name}`;
  await client.query(
    `CREATE DATABASE ${pg.escapeIdentifier(own)} TEMPLATE ${pg.escapeIdentifier(template)}`,
  );
  await client.end();
  target.pathname = `/${own}`;
  return target.href;
}
