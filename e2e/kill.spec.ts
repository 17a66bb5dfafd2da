import { spawnSync } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { OwnSite } from "./own-site";

// People vote, upvote and comment; at a random instant everything is killed. After the next start every
// acknowledged write is there, none twice. KILLS sets how often.
const KILLS = Number(process.env.KILLS ?? 2);
const PEOPLE = 8;
const PAPERS = 3;

interface Writer {
  id: string;
  cookie: string;
  /** What was acknowledged last, by what it is about; `unknown` where no answer came. */
  known: Map<string, string>;
  /** Comments, by their key: whether they were acknowledged. */
  comments: Map<string, boolean>;
}

interface World {
  group: string;
  ballotId: string;
  candidates: string[];
  papers: { id: string; slug: string }[];
  writers: Writer[];
}

const UNKNOWN = "unknown";

async function world(site: OwnSite): Promise<World> {
  const [groupId, ballotId, group] = [
    randomUUID(),
    randomUUID(),
    `kill-${randomUUID().slice(0, 8)}`,
  ];
  await site.sql(
    `INSERT INTO "Group" (id, slug, name, "timeZone", "memberCount") VALUES ($1, $2, 'Kill', 'UTC', $3)`,
    [groupId, group, PEOPLE],
  );
  await site.sql(
    `INSERT INTO "Ballot" (id, "groupId", "openedAt", "closesAt") VALUES ($1, $2, now(), now() + interval '1 day')`,
    [ballotId, groupId],
  );
  const writers: Writer[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const [id, token] = [randomUUID(), randomBytes(32).toString("base64url")];
    await site.sql(
      `INSERT INTO "Person" (id, handle, name, email, "timeZone", "welcomedAt", "createdAt") VALUES ($1, $2, 'Writer', $3, 'UTC', now(), now() - interval '1 year')`,
      [id, `w-${id.slice(0, 12)}`, `${id}@example.org`],
    );
    await site.sql(
      `INSERT INTO "Session" (id, "tokenHash", "personId", "expiresAt") VALUES ($1, $2, $3, now() + interval '1 day')`,
      [randomUUID(), createHash("sha256").update(token).digest("hex"), id],
    );
    await site.sql(`INSERT INTO "Membership" ("groupId", "personId", role) VALUES ($1, $2, $3)`, [
      groupId,
      id,
      i === 0 ? "owner" : "member",
    ]);
    const cookie = `colloquy.session=${token}`;
    writers.push({ id, cookie, known: new Map(), comments: new Map() });
  }
  const papers = await site.sql<{ id: string; slug: string }>(
    `SELECT id, slug FROM "Paper" ORDER BY slug LIMIT $1`,
    [PAPERS],
  );
  const candidates: string[] = [];
  for (const [position, { id: paperId }] of papers.entries()) {
    const [nominationId, candidateId] = [randomUUID(), randomUUID()];
    await site.sql(
      `INSERT INTO "Nomination" (id, "groupId", "paperId", "nominatedById") VALUES ($1, $2, $3, $4)`,
      [nominationId, groupId, paperId, writers[0]?.id],
    );
    await site.sql(
      `INSERT INTO "Candidate" (id, "ballotId", "nominationId", "paperId", position) VALUES ($1, $2, $3, $4, $5)`,
      [candidateId, ballotId, nominationId, paperId, position],
    );
    candidates.push(candidateId);
  }
  return { group, ballotId, candidates, papers, writers };
}

const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** Writes until no answer comes any more. @returns how many writes were acknowledged */
async function write(site: OwnSite, { papers, ...there }: World, me: Writer): Promise<number> {
  for (let acknowledged = 0; ; ) {
    const paper = oneOf(papers);
    const what = oneOf(["upvote", "vote", "comment"] as const);
    let status: number;
    if (what === "comment") {
      const clientKey = randomUUID();
      me.comments.set(clientKey, false);
      status = await site.call("threads.add", me.cookie, {
        paper: paper.slug,
        body: "Yes.",
        clientKey,
      });
      me.comments.set(clientKey, status === 200);
    } else {
      const on = Math.random() < 0.5;
      const approvals = there.candidates.filter(() => Math.random() < 0.5);
      const about = what === "upvote" ? paper.id : there.ballotId;
      const value = what === "upvote" ? String(on) : [...approvals].sort().join();
      const before = me.known.get(about);
      me.known.set(about, UNKNOWN);
      status =
        what === "upvote"
          ? await site.call("papers.upvote", me.cookie, { paperId: paper.id, on })
          : await site.call("ballots.vote", me.cookie, {
              group: there.group,
              ballotId: there.ballotId,
              answer: { approvals },
            });
      if (status === 200) me.known.set(about, value);
      else if (status === 429 && before !== undefined) me.known.set(about, before);
    }
    if (status === 0) return acknowledged;
    // A limit may answer; nothing else may.
    expect([200, 429], what).toContain(status);
    if (status === 200) acknowledged += 1;
  }
}

/** Holds what the writers know against what the database has. */
async function expectKept(site: OwnSite, { ballotId, writers }: World): Promise<void> {
  for (const { id, cookie, known, comments } of writers) {
    const votes = await site.sql<{ answer: { approvals: string[] } }>(
      `SELECT answer FROM "Vote" WHERE "ballotId" = $1 AND "personId" = $2`,
      [ballotId, id],
    );
    const upvotes = await site.sql<{ paperId: string }>(
      `SELECT "paperId" FROM "Upvote" WHERE "personId" = $1`,
      [id],
    );
    for (const [about, value] of known) {
      if (value === UNKNOWN) continue;
      const found =
        about === ballotId
          ? [...(votes[0]?.answer.approvals ?? ["none"])].sort().join()
          : String(upvotes.some(({ paperId }) => paperId === about));
      expect(found, about === ballotId ? "vote" : "upvote").toBe(value);
    }
    const kept = await site.sql<{ clientKey: string }>(
      `SELECT "clientKey" FROM "Comment" WHERE "authorId" = $1`,
      [id],
    );
    const keys = kept.map(({ clientKey }) => clientKey);
    expect(new Set(keys).size).toBe(keys.length);
    for (const [key, acknowledged] of comments) if (acknowledged) expect(keys).toContain(key);
    // Whoever got no answer sends again; there is one of it then, whether it had arrived or not.
    const [paper] = await site.sql<{ slug: string }>(
      `SELECT slug FROM "Paper" ORDER BY slug LIMIT 1`,
    );
    for (const [clientKey, acknowledged] of comments) {
      if (acknowledged) continue;
      const again = { paper: paper?.slug, body: "Yes.", clientKey };
      expect(await site.call("threads.add", cookie, again)).toBe(200);
      comments.set(clientKey, true);
    }
    const [{ n } = { n: 0 }] = await site.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Comment" WHERE "authorId" = $1`,
      [id],
    );
    expect(n).toBe(comments.size);
  }
}

test(`whatever is acknowledged outlives ${KILLS} kills at random instants, once`, async () => {
  test.setTimeout(120_000 + KILLS * 60_000);
  const site = await OwnSite.made();
  try {
    const first = await site.start();
    const there = await world(site);
    let written = 0;
    const starts: number[] = [];
    for (let round = 0; round < KILLS; round++) {
      await site.sql(`DELETE FROM "RateLimit"`);
      const writing = Promise.all(there.writers.map((me) => write(site, there, me)));
      await new Promise((go) => setTimeout(go, 200 + Math.random() * 2500));
      await site.kill();
      written += (await writing).reduce((sum, count) => sum + count, 0);
      starts.push(await site.start());
      await site.sql(`DELETE FROM "RateLimit"`);
      await expectKept(site, there);
    }
    expect(written).toBeGreaterThan(0);
    const check = spawnSync("node", ["scripts/run.mjs", "db-check"], {
      env: site.environment,
      encoding: "utf8",
    });
    expect(check.stdout).not.toContain("✗");
    expect(check.status, check.stderr).toBe(0);
    const slowest = Math.max(...starts).toFixed(1);
    console.log(
      `${KILLS} kills, ${written} acknowledged writes; first start ${first.toFixed(1)} s, slowest after a kill ${slowest} s`,
    );
    expect(await site.stop()).toBe(0);
  } finally {
    await site.remove();
  }
});
