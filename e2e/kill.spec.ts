import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import type { Viewer } from "../server/people/policy";
import { drawer, size } from "../server/testing/tier";
import { fillPool, group, paper, person, session } from "../server/testing/world";
import { OwnSite } from "./own-site";
import { SiteDatabase } from "./site";

// People vote, upvote and comment; at random instants everything is killed. After the next start every
// acknowledged write is there, none twice.
const KILLS = size(2, 20);
/** Most writes that are acknowledged before a kill. */
const WRITES = 200;
const PEOPLE = 8;
const PAPERS = 3;

interface Writer {
  id: string;
  cookie: string;
  /** The last acknowledged state of each thing; `unknown` if no answer came. */
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
  const database = new SiteDatabase(site.database);
  const { tables } = database;
  try {
    const people = [];
    for (let count = 0; count < PEOPLE; count++) people.push(await person({}, tables));
    const [owner, ...others] = people as [Viewer, ...Viewer[]];
    const members: [Viewer, Role][] = [[owner, "owner"]];
    for (const other of others) members.push([other, "member"]);
    const { id: groupId, slug } = await group({ members }, tables);
    const papers = [];
    for (let count = 0; count < PAPERS; count++) papers.push(await paper({}, tables));
    const paperIds = papers.map(({ id }) => id);
    const nominationIds = await fillPool(groupId, paperIds, owner.id, tables);
    const { id: ballotId, candidates } = await tables.ballot.create({
      data: {
        groupId,
        openedAt: new Date(),
        closesAt: new Date(Date.now() + 86_400_000),
        candidates: {
          create: nominationIds.map((nominationId, position) => ({
            nominationId,
            position,
            paperId: paperIds[position] ?? "",
          })),
        },
      },
      select: { id: true, candidates: { select: { id: true } } },
    });
    const writers: Writer[] = [];
    for (const { id } of people) {
      const cookie = `colloquy.session=${await session(id, tables)}`;
      writers.push({ id, cookie, known: new Map(), comments: new Map() });
    }
    return { group: slug, ballotId, candidates: candidates.map(({ id }) => id), papers, writers };
  } finally {
    await database.close();
  }
}

const draw = drawer();
const oneOf = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;

/** Writes until no answer comes. @param acknowledged is called for each acknowledged write */
async function write(
  site: OwnSite,
  { papers, ...there }: World,
  me: Writer,
  acknowledged: () => void,
): Promise<void> {
  for (;;) {
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
      const on = draw() < 0.5;
      const approvals = there.candidates.filter(() => draw() < 0.5);
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
    if (status === 0) return;
    // A limit may refuse the write; nothing else may.
    expect([200, 429], what).toContain(status);
    if (status === 200) acknowledged();
  }
}

/** Compares the writers' knowledge with the database. */
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
    // A client without an answer sends again. Then there is one comment, whether or not the first one had arrived.
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

test(`every acknowledged write survives ${KILLS} kills at random instants, and none is doubled`, async () => {
  const site = await OwnSite.made();
  try {
    const first = await site.start();
    const there = await world(site);
    let written = 0;
    const starts: number[] = [];
    for (let round = 0; round < KILLS; round++) {
      await site.sql(`DELETE FROM "RateLimit"`);
      // One write has just been acknowledged; the other writers' calls may be anywhere on their way.
      const last = written + Math.ceil(draw() * WRITES);
      let killed: Promise<void> | undefined;
      const acknowledged = () => {
        written += 1;
        if (written === last) killed = site.kill();
      };
      await Promise.all(there.writers.map((me) => write(site, there, me, acknowledged)));
      await killed;
      starts.push(await site.start());
      await site.sql(`DELETE FROM "RateLimit"`);
      await expectKept(site, there);
    }
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
