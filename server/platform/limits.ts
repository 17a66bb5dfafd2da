import "server-only";
import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { databasePool } from "./db";
import { refuse } from "./refusal";
import { hashSecret } from "./secret";

/** At most `points` uses within `perSeconds`, counted for each key. */
export interface Limit {
  name: string;
  points: number;
  perSeconds: number;
}

const limiters = new Map<string, RateLimiterPostgres>();

function limiter(limit: Limit): RateLimiterPostgres {
  let found = limiters.get(limit.name);
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: databasePool(),
      storeType: "pool",
      tableName: "RateLimit",
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.perSeconds,
      clearExpiredByTimeout: false,
    });
    limiters.set(limit.name, found);
  }
  return found;
}

/**
 * Counts one use. The counter lives in the database, so all processes share it.
 * @param key whom it is counted for: a person's id, a network address, a mail address
 * @throws Refusal TOO_MANY with the seconds to wait
 */
export async function spend(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(counted(key));
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    const retryAfterSeconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
    refuse("TOO_MANY", {
      retryAfterSeconds,
      say: `That was too often. Try again in ${waitInWords(retryAfterSeconds)}.`,
    });
  }
}

/**
 * Counts one use, and refuses nothing.
 * @returns how many there were within the limit's period, with this one
 */
export async function count(limit: Limit, key: string): Promise<number> {
  try {
    return (await limiter(limit).consume(counted(key))).consumedPoints;
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    return reason.consumedPoints;
  }
}

/** Forgets what was counted in times that are over, and with it whose addresses it was counted for. */
export async function forgetCounted(): Promise<void> {
  await databasePool().query(`DELETE FROM "RateLimit" WHERE expire < $1`, [Date.now()]);
}

/** Longer keys than this do not fit into the column, name of the limit included. */
const KEY_MAX = 200;

function counted(key: string): string {
  const network = networkOf(key);
  return network.length > KEY_MAX ? hashSecret(network) : network;
}

/** What a network address counts as: one of IPv6 as its /64, because whoever has one has all of them. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const address = ipaddr.parse(ip) as ipaddr.IPv6;
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

function waitInWords(seconds: number): string {
  if (seconds < 100) return `${seconds} second${seconds === 1 ? "" : "s"}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
