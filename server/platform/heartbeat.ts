import "server-only";
import { now } from "./clock";
import { db } from "./db";

export const HEARTBEAT = "platform.heartbeat";
const KEY = "jobs.seenAt";
/** The heart beats every minute; two missed beats and it counts as silent. */
const SILENT_AFTER_MS = 150_000;

/** Notes in the database that some process works on the queue. */
export async function beat(): Promise<void> {
  const value = now().toISOString();
  await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });
}

export interface Health {
  ok: boolean;
  database: "ok" | "unreachable";
  jobs: "ok" | "silent" | "unknown";
}

/** Whether the database answers and somebody works on the queue. Never throws. */
export async function health(): Promise<Health> {
  try {
    const found = await db.setting.findUnique({ where: { key: KEY } });
    const seen = typeof found?.value === "string" ? Date.parse(found.value) : 0;
    const jobs = now().getTime() - seen < SILENT_AFTER_MS ? "ok" : "silent";
    return { ok: jobs === "ok", database: "ok", jobs };
  } catch {
    return { ok: false, database: "unreachable", jobs: "unknown" };
  }
}
