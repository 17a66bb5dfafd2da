import { setTimeout } from "node:timers/promises";
import pidusage from "pidusage";
import { freePort } from "@/scripts/runtime/start/data-dir";
import type { Bench } from "./measure";
import { forget, startSite, stopProcess } from "./site";

/** Rounds of mixed load. The memory held after the last is compared with that after the first. */
const ROUNDS = 3;
/** Seconds of each round; BENCH_SECONDS=60 for the whole promise. */
const SECONDS = Number(process.env.BENCH_SECONDS || 15);
const PROMISED = 0.05;
const MOST_MEGABYTES = 450;
/** Megabytes under load, with what is not collected yet. */
const MOST_UNDER_LOAD = 500;
const PEOPLE = 200;
const AT_A_TIME = 8;

/**
 * Measures the memory that the site's process holds during three rounds, and after each, after a forced collection.
 * People read, search, write, upvote, watch pages and leave. The memory must not grow with the number of answered
 * requests.
 */
export const memory: Bench = async (say, { report }) => {
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { person, session } = await import("@/server/testing/world");
  const { buildWorld } = await import("./world");
  const [port, probePort] = [await freePort(0), await freePort(0)];
  const site = `http://localhost:${port}`;
  const probe = `--import=${import.meta.resolve("../../server/testing/probe.mjs")}`;
  const { child } = await startSite(site, {
    PORT: String(port),
    PROBE_PORT: String(probePort),
    NODE_OPTIONS: probe,
  });
  const ending = new AbortController();
  try {
    await buildWorld(PEOPLE);
    const people = await db.person.findMany({ select: { id: true }, take: PEOPLE });
    const cookies = await Promise.all(
      people.map(async ({ id }) => `colloquy.session=${await session(id)}`),
    );
    const operator = await person({ operator: true });
    cookies.push(`colloquy.session=${await session(operator.id)}`);
    const deeds = await deedsOn(site, cookies);
    const forgetting = forget(ending.signal, () => db.rateLimit.deleteMany());
    const watching = mostMemory(child.pid as number, ending.signal);
    const held: number[] = [];
    let resident = 0;
    let answered = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const until = performance.now() + SECONDS * 1000;
      const here = answered;
      await Promise.all(
        Array.from({ length: AT_A_TIME }, async () => {
          while (performance.now() < until) await deeds(answered++);
        }),
      );
      const { heapUsed, rss } = await (await fetch(`http://127.0.0.1:${probePort}/heap`)).json();
      resident = rss / 1e6;
      held.push(heapUsed);
      const megabytes = (heapUsed / 1e6).toFixed(1);
      say(`round ${round}: ${answered - here} requests in ${SECONDS} s, then ${megabytes} MB`);
    }
    ending.abort();
    await forgetting;
    const most = (await watching) / 1e6;
    const growth = (held.at(-1) ?? 0) / (held[0] ?? 1) - 1;
    const megabytes = (held.at(-1) ?? 0) / 1e6;
    report({
      name: "heap after mixed load",
      value: megabytes,
      unit: "MB",
      asked: `at most ${MOST_MEGABYTES}`,
      kept: megabytes <= MOST_MEGABYTES,
      errors: 0,
      more: { answered },
    });
    report({
      name: "whole process after mixed load",
      value: resident,
      unit: "MB",
      asked: `at most ${MOST_MEGABYTES}`,
      kept: resident <= MOST_MEGABYTES,
      errors: 0,
    });
    report({
      name: "whole process during mixed load, at most",
      value: most,
      unit: "MB",
      asked: `at most ${MOST_UNDER_LOAD}`,
      kept: most <= MOST_UNDER_LOAD,
      errors: 0,
    });
    report({
      name: "growth of the heap from the first round to the last",
      value: 100 * growth,
      unit: "%",
      asked: `less than ${100 * PROMISED}`,
      kept: growth < PROMISED,
      errors: 0,
    });
  } finally {
    ending.abort();
    await disconnect();
    await stopProcess(child);
  }
};

/** Looks once a second, until the end, how many bytes a process holds. @returns the most */
async function mostMemory(pid: number, end: AbortSignal): Promise<number> {
  let most = 0;
  while (!end.aborted) {
    most = Math.max(most, (await pidusage(pid)).memory);
    await setTimeout(1000);
  }
  return most;
}

/** The requests that people make, chosen by a running number. */
async function deedsOn(site: string, cookies: readonly string[]) {
  const { db } = await import("@/server/platform/database/db");
  const papers = await db.paper.findMany({ select: { id: true, slug: true }, take: 100 });
  const groups = await db.group.findMany({ select: { slug: true }, take: 10 });
  const get = async (path: string, cookie = "") => {
    const answer = await fetch(`${site}${path}`, { headers: { cookie }, redirect: "manual" });
    await answer.text();
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`);
  };
  const call = async (path: string, cookie: string, input: object) => {
    const headers = { "content-type": "application/json", origin: site, cookie };
    const body = JSON.stringify(input);
    const answer = await fetch(`${site}/api/trpc/${path}`, { method: "POST", headers, body });
    const said = await answer.text();
    if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${said}`);
  };
  /** Opens a stream of changes and disconnects. */
  const watch = async (path: string, cookie: string) => {
    const leaving = new AbortController();
    const answer = await fetch(`${site}${path}`, { headers: { cookie }, signal: leaving.signal });
    await answer.body?.getReader().read();
    leaving.abort();
  };
  return async (number: number) => {
    const cookie = cookies[number % cookies.length] as string;
    const { id, slug } = papers[number % papers.length] as { id: string; slug: string };
    const group = groups[number % groups.length]?.slug;
    const turns = [
      () => get("/"),
      () => get(`/?order=${number % 2 ? "top" : "new"}&window=all`),
      () => get(`/papers/${slug}`),
      () => get("/desk", cookie),
      () => get(`/groups/${group}`, cookie),
      () => get(`/groups/${group}/papers`),
      () => get("/topics/bench-1"),
      () => get(`/search?q=sparse+model+${number}`, cookie),
      () => get("/notifications", cookie),
      () => get("/digests", cookie),
      () => get("/operator/mail", cookies.at(-1)),
      () => get(`/there-is-none-${number}`),
      () => get("/api/trpc/people.viewer,notifications.unread?batch=1&input={}", cookie),
      () => call("papers.upvote", cookie, { paperId: id, on: number % 3 > 0 }),
      () =>
        call("threads.add", cookie, {
          paper: slug,
          body: `Words, *${number}*: $x^2$.`,
          clientKey: crypto.randomUUID(),
        }),
      () => {
        const input = JSON.stringify({ watches: [`paper/${slug}`, "me"], since: null });
        return watch(`/api/trpc/live.changes?input=${encodeURIComponent(input)}`, cookie);
      },
    ];
    await turns[number % turns.length]?.();
  };
}
