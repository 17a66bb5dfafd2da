// `npm run bench [-- NAME …]`: measures the speeds that we promise, each against something bare or smaller in
// the same run or in the processor's time, over an embedded PostgreSQL of its own. Exit code 1 where one is
// slower than promised.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digests } from "@/scripts/bench/digests";
import { live } from "@/scripts/bench/live";
import type { Bench } from "@/scripts/bench/measure";
import { memory } from "@/scripts/bench/memory";
import { tally } from "@/scripts/bench/tally";
import { texts } from "@/scripts/bench/texts";
import { threads } from "@/scripts/bench/threads";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { startEmbedded } from "@/scripts/runtime/postgres/embedded";

const BENCHES: Record<string, Bench> = { digests, live, memory, tally, texts, threads };

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !BENCHES[name]);
if (unknown)
  throw new Error(`There is no ${unknown}. Choose from ${Object.keys(BENCHES).join(", ")}.`);

const dir = await mkdtemp(join(tmpdir(), "colloquy-bench-"));
process.env.COLLOQUY_DATA_DIR = dir;
const { url, stop } = await startEmbedded();
try {
  await migrate(url);
  process.env.DATABASE_URL = url;
  process.env.AUTH_SECRET = "a-secret-that-only-the-bench-knows-01234";
  Object.assign(process.env, { NODE_ENV: "production" });
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    if (!(await bench((line) => console.log(line)))) process.exitCode = 1;
  }
} finally {
  await stop();
  await rm(dir, { recursive: true, force: true });
}
