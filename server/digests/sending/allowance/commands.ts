import "server-only";
import { db } from "@/server/platform/database/db";

/** Emails per second, in total and to each receiving domain. */
export interface Rates {
  site: number;
  domain: number;
}

/**
 * Takes the allowance for sending now: limited for each domain, and in total by the site's rate. Unused
 * allowance grows for one second only, so that no burst follows a pause. Processes share it: each row is locked
 * while it is counted.
 * @param wanted how many emails are waiting for each domain
 * @returns how many of them may be sent now
 */
export async function takeAllowance(
  wanted: ReadonlyMap<string, number>,
  rates: Rates,
  at: Date,
): Promise<Map<string, number>> {
  const domains = [...wanted.keys()].sort();
  if (domains.length === 0) return new Map();
  const all = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  const site = (await takeFromEach([SITE], [all], [rates.site], at)).get(SITE) ?? 0;
  const granted = await takeFromEach(
    domains,
    domains.map((domain) => wanted.get(domain) ?? 0),
    domains.map(() => rates.domain),
    at,
  );
  let left = site;
  const given = new Map<string, number>();
  const unused = new Map<string, number>();
  for (const domain of domains) {
    const may = granted.get(domain) ?? 0;
    const now = Math.min(may, left);
    left -= now;
    given.set(domain, now);
    if (may > now) unused.set(domain, may - now);
  }
  if (left > 0) unused.set(SITE, left);
  await giveBack(unused);
  return given;
}

const SITE = "*";

/** Takes whole emails from each key: as many as are left, and no more than wanted. */
async function takeFromEach(
  keys: string[],
  counts: number[],
  rates: number[],
  at: Date,
): Promise<Map<string, number>> {
  // A new key starts with the allowance of one second.
  await db.$executeRaw`
    INSERT INTO "SendingAllowance" (domain, "left", at)
    SELECT domain, greatest(rate, 1), ${at}::timestamptz
    FROM unnest(${keys}::text[], ${rates}::float8[]) AS w(domain, rate) ON CONFLICT DO NOTHING`;
  const rows = await db.$queryRaw<{ domain: string; granted: number }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(${keys}::text[], ${counts}::float8[], ${rates}::float8[]) AS w(domain, count, rate)
    ),
    now AS (
      SELECT a.domain, least(greatest(w.rate, 1),
        a."left" + greatest(0, extract(epoch FROM ${at}::timestamptz - a.at)) * w.rate) AS has, w.count
      FROM "SendingAllowance" a JOIN wanted w USING (domain) ORDER BY a.domain FOR UPDATE OF a
    ),
    taken AS (
      UPDATE "SendingAllowance" a SET "left" = n.has - least(floor(n.has), n.count),
        at = greatest(a.at, ${at}::timestamptz)
      FROM now n WHERE n.domain = a.domain RETURNING a.domain, least(floor(n.has), n.count) AS granted
    )
    SELECT domain, granted::int AS granted FROM taken`;
  return new Map(rows.map(({ domain, granted }) => [domain, granted]));
}

async function giveBack(unused: ReadonlyMap<string, number>): Promise<void> {
  if (unused.size === 0) return;
  await db.$executeRaw`
    UPDATE "SendingAllowance" a SET "left" = a."left" + u.count
    FROM unnest(${[...unused.keys()]}::text[], ${[...unused.values()]}::float8[]) AS u(domain, count)
    WHERE u.domain = a.domain`;
}
