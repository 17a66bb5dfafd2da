import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import pidusage from "pidusage";
import manifest from "@/package.json" with { type: "json" };

export interface Site {
  child: ChildProcess;
  /** Seconds until the site reported that it was healthy. */
  seconds: number;
}

/** Starts the site, as people do, over the bench's database. @param site its address */
export async function startSite(site: string, settings: Record<string, string>): Promise<Site> {
  const began = performance.now();
  const [program = "", ...given] = manifest.scripts.start.split(" ");
  const child = spawn(program, given, {
    env: {
      ...process.env,
      // Without this variable, the start decides which build to use.
      NODE_ENV: undefined as never,
      LOG_LEVEL: "error",
      SEARCH_MEANING: "off",
      HOST: "127.0.0.1",
      SITE_URL: site,
      ...settings,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await answering(child, `${site}/api/health`);
  return { child, seconds: (performance.now() - began) / 1000 };
}

/** Most milliseconds that a server may take to start, a first build included. */
const START_MS = 300_000;

/** Waits until a server that was started answers. @throws Error if it ends, or goes on failing */
export async function answering(child: ChildProcess, url: string): Promise<void> {
  const giveUpAt = performance.now() + START_MS;
  for (;;) {
    const status = await fetch(url).then(
      ({ status }) => status,
      () => "no answer",
    );
    if (typeof status === "number" && status < 500) return;
    if (child.exitCode !== null) throw new Error(`${url} did not start.`);
    if (performance.now() > giveUpAt) {
      child.kill("SIGTERM");
      throw new Error(`${url} does not work: ${status}.`);
    }
    await setTimeout(200);
  }
}

/** Most seconds that a site may work by itself after its start. */
const SETTLE_SECONDS = 120;
/** Milliseconds of processor time in a second, below which it rests. */
const RESTING_MS = 50;

/** Waits until a site has done what was due when it started: digests, similar papers. It would count as load. */
export async function settled(pid: number): Promise<void> {
  let { ctime } = await pidusage(pid);
  for (let second = 0; second < SETTLE_SECONDS; second++) {
    await setTimeout(1000);
    const now = await pidusage(pid);
    if (now.ctime - ctime < RESTING_MS) return;
    ctime = now.ctime;
  }
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** Resets the limits all the time, because the whole load comes from one address. */
export async function forget(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  while (!signal.aborted) {
    await work();
    await setTimeout(500, undefined, { signal }).catch(() => {});
  }
}
