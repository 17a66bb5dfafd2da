import "server-only";
import { now } from "./clock";
import { db } from "./database/db";

export const HEARTBEAT = "platform.heartbeat";
const KEY = "jobs.seenAt";
/** The heart beats every minute; two missed beats and it counts as silent. */
const SILENT_AFTER_MS = 150_000;

/** Records in the database that a process works on the queue. */
export async function recordHeartbeat(): Promise<void> {
  const at = now();
  // Prisma would make a plan for each time and remember it, because it takes text in JSON for part of the statement.
  await db.$executeRaw`
    INSERT INTO "Setting" (key, value, "updatedAt") VALUES (${KEY}, to_jsonb(${at.toISOString()}::text), ${at})
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = EXCLUDED."updatedAt"`;
}

export interface Health {
  ok: boolean;
  database: "ok" | "unreachable";
  jobs: "ok" | "silent" | "unknown";
}

/** Milliseconds: monitoring has to learn within a second that the database hangs. */
const PATIENCE_MS = 800;
const UNREACHABLE: Health = { ok: false, database: "unreachable", jobs: "unknown" };

/** The question under way. There is one at a time, so that none pile up if the database hangs. */
let asked: Promise<Health> | undefined;

/**
 * Reads whether the database answers, and whether a process works on the queue. Never throws.
 * @param patienceMs after which a database that has not answered counts as unreachable
 */
export async function readHealth(patienceMs = PATIENCE_MS): Promise<Health> {
  asked ??= ask()
    .catch(() => UNREACHABLE)
    .finally(() => {
      asked = undefined;
    });
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<Health>((done) => {
    // If this process itself was busy for that long, the answer may have arrived, so it is read first.
    late = setTimeout(() => setImmediate(() => done(UNREACHABLE)), patienceMs);
  });
  return Promise.race([asked, silence]).finally(() => clearTimeout(late));
}

async function ask(): Promise<Health> {
  const found = await db.setting.findUnique({ where: { key: KEY } });
  const seen = typeof found?.value === "string" ? Date.parse(found.value) : 0;
  const jobs = now().getTime() - seen < SILENT_AFTER_MS ? "ok" : "silent";
  return { ok: jobs === "ok", database: "ok", jobs };
}
