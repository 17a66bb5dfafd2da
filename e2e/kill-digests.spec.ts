import { spawnSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { drawer, SEED, size } from "../server/testing/tier";
import { paper } from "../server/testing/world";
import { MailServer, type TakenMail } from "./mail-server";
import { OwnSite } from "./own-site";
import { MAIL_PORT } from "./ports";
import { SiteDatabase } from "./site";

// Two processes (each web and jobs) send digests by SMTP from one database. At random instants one of the
// three is killed, or all are. In the end each reader has their digest.
const DIGESTS = size(300, 5000);
const TIMES = size(4, 100);
/** Milliseconds: long enough for a busy machine, and for the database to come back. */
const LEASE_SECONDS = 20;
/** Milliseconds within which a kill comes, after digests became due or the first one arrived. */
const PHASES = { writing: 1500, sending: 600 };
/** Most milliseconds that the mail server takes for an answer. */
const ANSWER = 100;

const VICTIMS = ["database", "process", "other process", "everything"] as const;
type Victim = (typeof VICTIMS)[number];
/** Most emails that one kill leaves in doubt: one per connection of two processes. */
const IN_DOUBT = 2 * 5;

/** Lists the victims in random order, each equally often. */
function* victims(draw: () => number): Generator<Victim, never> {
  for (;;) {
    const all: Victim[] = [...VICTIMS];
    while (all.length > 0) yield* all.splice(Math.floor(draw() * all.length), 1);
  }
}

/** Makes the papers that the digests are about. */
async function papers(site: OwnSite): Promise<void> {
  const database = new SiteDatabase(site.database);
  for (let count = 0; count < 10; count++) await paper({}, database.tables);
  await database.close();
}

/** Readers, every other one with an account, each with one daily digest that is not due yet. */
async function readers(site: OwnSite): Promise<string[]> {
  const email = `'reader-' || n || '@' || n % 20 || '.example'`;
  await site.sql(
    `INSERT INTO "Person" (id, handle, name, email, "timeZone", "welcomedAt")
     SELECT gen_random_uuid(), 'reader-' || n, 'Reader', ${email}, 'UTC', now()
     FROM generate_series(1, $1::int, 2) n`,
    [DIGESTS],
  );
  const made = await site.sql<{ id: string }>(
    `WITH made AS (
       INSERT INTO "Subscription" (id, "personId", email, hour, minute, "confirmedAt")
       SELECT gen_random_uuid(), p.id, CASE WHEN p.id IS NULL THEN ${email} END,
         extract(hour FROM d.at), extract(minute FROM d.at), now()
       FROM generate_series(1, $1::int) n LEFT JOIN "Person" p ON p.email = ${email},
         (SELECT now() AT TIME ZONE 'UTC' - interval '2 minutes' AS at) d
       RETURNING id
     ), source AS (
       INSERT INTO "DigestSource" ("subscriptionId", position, kind) SELECT id, 1, 'trending' FROM made
     )
     SELECT id FROM made`,
    [DIGESTS],
  );
  return made.map(({ id }) => id);
}

/** Moves the job of the next minute to now. */
const tick = (site: OwnSite) =>
  site.sql(`SELECT FROM graphile_worker.add_job('digests.tick', '{}'::json)`);

async function makeDue(site: OwnSite, ids: readonly string[]): Promise<void> {
  await site.sql(
    `UPDATE "Subscription" SET "nextDueAt" =
       date_trunc('day', now(), 'UTC') + make_interval(hours => hour, mins => minute)
       - CASE WHEN make_time(hour, minute, 0) > (now() AT TIME ZONE 'UTC')::time
           THEN interval '1 day' ELSE interval '0' END
     WHERE id = ANY($1::uuid[])`,
    [ids],
  );
  await tick(site);
}

/** Counts the digests of these subscriptions that were written, and that were sent. */
async function progress(site: OwnSite, ids: readonly string[]) {
  const [counts] = await site.sql<{ written: number; sent: number }>(
    `SELECT count(*)::int AS written, count("sentAt")::int AS sent
     FROM "Digest" WHERE "subscriptionId" = ANY($1::uuid[])`,
    [ids],
  );
  return counts;
}

test(`${DIGESTS} digests survive ${TIMES} kills at random instants`, async () => {
  const draw = drawer();
  const mails = new MailServer(MAIL_PORT, () => draw() * ANSWER);
  await mails.listen();
  const site = await OwnSite.made({
    SMTP_URL: `smtp://127.0.0.1:${mails.port}`,
    MAILS_PER_SECOND: "10000",
    MAILS_PER_DOMAIN_SECOND: "10000",
    DIGEST_LEASE_SECONDS: String(LEASE_SECONDS),
  });
  const other = await OwnSite.beside(site);
  const kills: Record<Victim, () => Promise<unknown>> = {
    database: () => site.killDatabase(),
    process: () => site.killProcess(),
    "other process": () => other.kill(),
    everything: () => Promise.all([site.kill(), other.kill()]),
  };
  try {
    await site.start();
    await other.start();
    await papers(site);
    const ids = await readers(site);
    const next = victims(drawer(SEED + 1));
    const began = performance.now();
    let back: Promise<void> | undefined;
    for (let round = 0; round < TIMES; round++) {
      const [from, to] = [round, round + 1].map((at) => Math.ceil((at * ids.length) / TIMES));
      await makeDue(site, ids.slice(from, to));
      const phase = draw() < 0.5 ? "writing" : "sending";
      const before = mails.taken.length;
      if (phase === "sending")
        await expect
          .poll(() => mails.taken.length, { intervals: [20], timeout: 90_000 })
          .toBeGreaterThan(before);
      await setTimeout(draw() * PHASES[phase]);
      const { value: victim } = next.next();
      if (victim === "other process" || victim === "everything") await back;
      await kills[victim]();
      await site.up();
      // The killed process restarts while the other goes on; the test waits for it only when it is needed.
      if (!other.runs)
        back ??= other.up().finally(() => {
          back = undefined;
        });
    }
    await back;
    const all = { written: ids.length, sent: ids.length };
    await expect
      .poll(() => tick(site).then(() => progress(site, ids)), {
        timeout: (LEASE_SECONDS + 60) * 1000,
        intervals: [1000],
      })
      .toEqual(all);
    const seconds = (performance.now() - began) / 1000;

    const rows = await site.sql<{ id: string; to: string }>(
      `SELECT d.id, coalesce(p.email, s.email) AS to FROM "Digest" d
       JOIN "Subscription" s ON s.id = d."subscriptionId" LEFT JOIN "Person" p ON p.id = s."personId"
       WHERE s.id = ANY($1::uuid[]) ORDER BY d.id`,
      [ids],
    );
    const taken = new Map<string, TakenMail[]>(rows.map(({ to }) => [to, []]));
    for (const mail of mails.taken) taken.get(mail.to)?.push(mail);
    // Each reader has their digest and nothing else. Emails that came twice have the same Message-ID.
    const lost = rows.filter(({ to }) => taken.get(to)?.length === 0);
    expect(lost).toEqual([]);
    const ofRow = new Map(rows.map(({ id, to }) => [to, `digest-${id}@localhost`]));
    const came = [...taken.values()];
    expect(came.flat().filter(({ id, to }) => id !== ofRow.get(to))).toEqual([]);
    // Only emails in doubt were sent again: their dialogue ended before the sender recorded the reply.
    const doubled = came.filter(({ length }) => length > 1);
    expect(doubled.flatMap((all) => all.slice(0, -1)).filter(({ cut }) => !cut)).toEqual([]);
    expect(doubled.length).toBeLessThanOrEqual(TIMES * IN_DOUBT);

    const check = spawnSync("node", ["scripts/run.mjs", "db-check"], {
      env: site.environment,
      encoding: "utf8",
    });
    expect(check.stdout).not.toContain("✗");
    expect(check.status, check.stderr).toBe(0);
    console.log(
      `${ids.length} digests, ${TIMES} kills, ${seconds.toFixed(0)} s: ${doubled.length} came twice`,
    );
    expect(await other.stop()).toBe(0);
    expect(await site.stop()).toBe(0);
  } finally {
    await other.remove();
    await site.remove();
    await mails.close();
  }
});
