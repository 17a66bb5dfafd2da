import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type Page,
  chromium as program,
} from "@playwright/test";
import { MEMBER_COOKIE } from "@/components/shell/member";
import { freePort } from "@/scripts/runtime/start/data-dir";
import { type Bench, broken, median, type Result } from "./measure";
import { forget, startSite, stopProcess } from "./site";
import type { Stage } from "./speed/stage";

const TURNS = 3;
/** A telephone in a train: a processor four times slower than this machine, 1.6 Mbit/s, 150 ms. */
const SLOWDOWN = 4;
const NETWORK = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const MOST_PAINT_MS = 1800;
const MOST_SHIFT = 0.02;
const MOST_RESPONSE_MS = 100;
const MOST_SCRIPT_KB = 110;
/** Milliseconds in which a page may still paint something larger, or shift, after it answers to clicks. */
const SETTLING_MS = 1500;

/** A page view, as vitals.mjs notes it. */
interface View {
  paintMs: number;
  shift: number;
  /** The longest time from a press of a key or a button to the next paint. */
  responseMs: number;
  /** Compressed kB of scripts that it fetched. */
  scriptKb: number;
}

interface Scene {
  name: string;
  path: string;
  /** Of the person who looks; empty for a guest. */
  cookie: string;
  act?(page: Page): Promise<void>;
  figures: readonly Figure[];
}

interface Figure {
  name: string;
  unit: string;
  most: number;
  of(view: View): number;
}

const SHOWN: Figure[] = [
  { name: "largest paint", unit: "ms", most: MOST_PAINT_MS, of: ({ paintMs }) => paintMs },
  { name: "layout shift", unit: "", most: MOST_SHIFT, of: ({ shift }) => shift },
  { name: "JavaScript", unit: "kB", most: MOST_SCRIPT_KB, of: ({ scriptKb }) => scriptKb },
];
const ANSWERED: Figure[] = [
  { name: "next paint", unit: "ms", most: MOST_RESPONSE_MS, of: ({ responseMs }) => responseMs },
];

/**
 * Measures, in a Chromium with a slow processor and a slow network, when the largest thing on a page is painted, how much
 * the page shifts, and how soon it paints after somebody votes or comments.
 */
export const browser: Bench = async (_say, { report }) => {
  const { db, disconnect } = await import("@/server/platform/database/db");
  const { buildWorld } = await import("./world");
  const { setStage } = await import("./speed/stage");
  const port = await freePort();
  const site = `http://localhost:${port}`;
  await buildWorld(200);
  const scenes = scenesOf(await setStage());
  const chromium = await launch();
  const { child } = await startSite(site, { PORT: String(port) });
  const ending = new AbortController();
  const forgetting = forget(ending.signal, () => db.rateLimit.deleteMany());
  try {
    for (const scene of scenes) {
      try {
        const views: View[] = [];
        // In the first view the server makes the page, and it does not count.
        for (let turn = 0; turn <= TURNS; turn++) {
          const view = await look(chromium, site, scene);
          if (turn > 0) views.push(view);
        }
        for (const figure of scene.figures) report(resultOf(scene, figure, views));
      } catch (error) {
        report(broken(scene.name, error));
      }
    }
  } finally {
    ending.abort();
    await forgetting;
    await chromium.close();
    await stopProcess(child);
    await disconnect();
  }
};

function scenesOf({ paper, group, ballotId, people }: Stage): Scene[] {
  const [voter, writer] = people.slice(-2) as [Stage["people"][0], Stage["people"][0]];
  let number = 0;
  return [
    { name: "front page", path: "/", cookie: "", figures: SHOWN },
    // Awake at once, to compare with the guest's, which sleeps.
    { name: "front page, signed in", path: "/", cookie: voter.cookie, figures: SHOWN },
    { name: "paper with 1,000 comments", path: `/papers/${paper}`, cookie: "", figures: SHOWN },
    {
      name: "vote",
      path: `/groups/${group}/ballots/${ballotId}`,
      cookie: voter.cookie,
      async act(page) {
        for (const at of [0, 1, 2]) await page.getByRole("checkbox").nth(at).click();
        await page.getByText("Saved: ").first().waitFor();
      },
      figures: ANSWERED,
    },
    {
      name: "comment",
      path: `/papers/${writer.paper}`,
      cookie: writer.cookie,
      async act(page) {
        const words = `A comment from a slow train, number ${++number}.`;
        const box = page.getByRole("textbox", { name: "Your comment" });
        await box.click();
        await box.pressSequentially(words, { delay: 40 });
        await page.getByRole("button", { name: "Comment", exact: true }).click();
        await page.getByRole("article").filter({ hasText: words }).first().waitFor();
      },
      figures: ANSWERED,
    },
  ];
}

function resultOf(scene: Scene, { name, unit, most, of }: Figure, views: readonly View[]): Result {
  const values = views.map(of);
  const value = median(values);
  return {
    name: `${scene.name}: ${name}, slow phone`,
    value,
    unit,
    asked: `at most ${most}`,
    kept: value <= most,
    errors: 0,
    more: { least: Math.min(...values), highest: Math.max(...values) },
  };
}

async function launch(): Promise<Browser> {
  const finder = new URL("../checks/chromium.mjs", import.meta.url).href;
  const { findChromium } = await import(finder);
  const path: string | null = await findChromium();
  if (path === null) throw new Error("There is no Chromium. Set COLLOQUY_CHROMIUM to its path.");
  const args = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  return program.launch({
    ...(path ? { executablePath: path } : {}),
    args: [...args, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

/** Opens a page with nothing in the browser's cache, and acts there. */
async function look(browser: Browser, site: string, { path, cookie, act }: Scene): Promise<View> {
  const context = await browser.newContext({ viewport: { width: 412, height: 915 } });
  try {
    if (cookie) await signIn(context, site, cookie);
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Network.emulateNetworkConditions", { offline: false, ...NETWORK });
    await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    await page.addInitScript({ path: join(import.meta.dirname, "vitals.mjs") });
    const answer = await page.goto(`${site}${path}`, { waitUntil: "load" });
    if (answer?.status() !== 200) throw new Error(`${path}: ${answer?.status()}`);
    await page.locator("html[data-alive]").waitFor({ state: "attached" });
    await act?.(page);
    await page.waitForTimeout(SETTLING_MS);
    return await page.evaluate(() => {
      const fetched = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
      const scripts = fetched.filter(({ name }) => name.endsWith(".js"));
      const bytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
      const { seen } = globalThis as unknown as { seen: Omit<View, "scriptKb"> };
      return { ...seen, scriptKb: bytes / 1000 };
    });
  } finally {
    await context.close();
  }
}

async function signIn(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([
    { name, value, url },
    { name: MEMBER_COOKIE, value: "1", url },
  ]);
}
