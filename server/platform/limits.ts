import "server-only";
import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { countInWords } from "@/server/platform/text/words";
import { now } from "./clock";
import { databasePool } from "./database/db";
import { refuse } from "./refusal";
import { hashSecret } from "./secrets/secret";

/** At most `points` uses within `perSeconds`, counted for each key. */
export interface Limit {
  name: string;
  points: number;
  perSeconds: number;
}

/** A use of a limit, and the key it is counted under: a person's id, a network address, an email address. */
export type Use = readonly [limit: Limit, key: string];

/**
 * Counts one use. The counter lives in the database, so all processes share it.
 * @throws Refusal TOO_MANY with the seconds to wait
 */
export function spend(limit: Limit, key: string): Promise<void> {
  return spendEach([limit, key]);
}

/**
 * Counts one use of each of these limits, in one statement. They count in this order: the first one that is used
 * up refuses, and those after it are not counted.
 * @throws Refusal TOO_MANY with the seconds to wait
 */
export async function spendEach(...uses: readonly Use[]): Promise<void> {
  // Counting stops at a limit that is used up, so it is the last one.
  const last = (await countEach(uses)).at(-1);
  if (!last || last.within) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((last.expire - now().getTime()) / 1000));
  refuse("TOO_MANY", {
    retryAfterSeconds,
    say: `You are doing this too often. Try again in ${waitInWords(retryAfterSeconds)}.`,
  });
}

/**
 * Counts one use without refusing any.
 * @returns the number of uses within the limit's period, including this one
 */
export async function countUse(limit: Limit, key: string): Promise<number> {
  const [counted] = await countEach([[limit, key]]);
  return counted?.points ?? 0;
}

/**
 * Counts uses of one limit under many keys at once, in one statement; a key may come several times.
 * @returns of each use whether there was one left
 */
export async function countUses(
  { name, points, perSeconds }: Limit,
  keys: readonly string[],
): Promise<boolean[]> {
  if (keys.length === 0) return [];
  const time = now().getTime();
  const counters = keys.map((key) => `${name}:${counterKey(key)}`);
  // By rising key, so that two such statements do not wait for each other.
  const { rows } = await databasePool().query<{ key: string; points: number }>({
    name: "count uses of one limit",
    text: `INSERT INTO "RateLimit" AS counter (key, points, expire)
        SELECT key, count(*), $2::bigint FROM unnest($3::text[]) AS use(key) GROUP BY key ORDER BY key
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN counter.expire <= $1 THEN excluded.points ELSE counter.points + excluded.points END,
        expire = CASE WHEN counter.expire <= $1 THEN excluded.expire ELSE counter.expire END
      RETURNING key, points`,
    values: [time, time + perSeconds * 1000, counters],
  });
  const left = new Map(
    rows.map((row) => {
      const uses = counters.filter((key) => key === row.key).length;
      return [row.key, points - (row.points - uses)];
    }),
  );
  return counters.map((key) => {
    const rest = left.get(key) ?? 0;
    left.set(key, rest - 1);
    return rest > 0;
  });
}

interface Counted {
  /** Uses within the limit's period, including this one. */
  points: number;
  /** When the period is over, in milliseconds since 1970. */
  expire: number;
  /** Whether there was a use left. */
  within: boolean;
}

/** Counts one use of each limit up to the first one that is used up. */
async function countEach(uses: readonly Use[]): Promise<Counted[]> {
  const time = now().getTime();
  const values = uses.flatMap(([{ name, points, perSeconds }, key]) => [
    `${name}:${counterKey(key)}`,
    time + perSeconds * 1000,
    points,
  ]);
  const { rows } = await databasePool().query({
    name: `count ${uses.length} uses`,
    text: countingSql(uses.length),
    values: [time, ...values],
  });
  return rows.map(({ expire, ...row }) => ({ ...row, expire: Number(expire) }));
}

/** Builds the statement: each use is a step, which runs only if the step before was within its limit. */
function countingSql(uses: number): string {
  const steps = Array.from({ length: uses }, (_, at) => {
    const [key, expire, points] = [at * 3 + 2, at * 3 + 3, at * 3 + 4].map((place) => `$${place}`);
    const where = at === 0 ? "" : `FROM use${at - 1} WHERE within`;
    return `use${at} AS (
      INSERT INTO "RateLimit" AS counter (key, points, expire) 
        SELECT ${key}, 1, ${expire}::bigint ${where}
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN counter.expire <= $1 THEN 1 ELSE counter.points + 1 END,
        expire = CASE WHEN counter.expire <= $1 THEN excluded.expire ELSE counter.expire END
      RETURNING points, expire, points <= ${points} AS within)`;
  });
  const counted = steps.map((_, at) => `SELECT ${at} AS at, points, expire, within FROM use${at}`);
  return `WITH ${steps.join(", ")} ${counted.join(" UNION ALL ")} ORDER BY at`;
}

/** Deletes counts of periods that are over, and with them the addresses in their keys. */
export async function deleteOldCounts(): Promise<void> {
  await databasePool().query(`DELETE FROM "RateLimit" WHERE expire < $1`, [now().getTime()]);
}

/** Longest key that fits into the column, with the name of the limit. */
const KEY_MAX = 200;

function counterKey(key: string): string {
  const network = networkOf(key);
  return network.length > KEY_MAX ? hashSecret(network) : network;
}

/** Maps a network address to the key it is counted under: IPv6 by its /64, because one customer has all of it. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const address = ipaddr.parse(ip) as ipaddr.IPv6;
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

function waitInWords(seconds: number): string {
  if (seconds < 100) return countInWords(seconds, "second");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100
    ? countInWords(minutes, "minute")
    : countInWords(Math.ceil(minutes / 60), "hour");
}
