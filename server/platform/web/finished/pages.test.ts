import { beforeEach, expect, it } from "vitest";
import { SKEW_MS } from "@/server/platform/live";
import { FinishedPages, LIFE_MS, type Made } from "./pages";

interface Page {
  name: string;
}

/** Announcements made by the test, counted as the hub does. */
class Announced {
  count = 0;
  here = true;
  #heard = new Map<string, number>();
  #connectedAt = 0;
  connected = async () => {};
  hears = () => this.here;
  heardSoFar = () => this.count;
  heardAfter = (topic: string, count: number) =>
    this.#connectedAt > count || (this.#heard.get(topic) ?? 0) > count;
  announce(topic: string) {
    this.#heard.set(topic, ++this.count);
  }
  reconnect() {
    this.here = true;
    this.#connectedAt = ++this.count;
  }
}

const BYTES = 100;
let announced: Announced;
let now: number;
let pages: FinishedPages<Page>;
/** Addresses of pages, in the order of their rendering. */
let made: string[];
/** Renderings that wait until the test lets them go on. */
let held: Map<string, () => void>;
let make: (key: string) => Promise<Partial<Made<Page>>>;
/** The times that the pages say of themselves, in the order of their rendering. */
let times: number[];

beforeEach(() => {
  announced = new Announced();
  now = 1_700_000_000_000;
  made = [];
  times = [];
  held = new Map();
  make = async () => ({});
  pages = new FinishedPages<Page>({
    most: 10 * BYTES,
    announcements: announced,
    now: () => now,
    make: async (key, readAt) => {
      made.push(key);
      times.push(readAt);
      const name = `${key} ${made.length}`;
      return { body: { name }, bytes: BYTES, topics: [key, "all"], ...(await make(key)) };
    },
  });
});

const get = async (key: string, wroteAt: number | null = null) =>
  (await pages.get(key, wroteAt)).name;
/** Runs everything that does not wait. */
const settle = () => new Promise((done) => setImmediate(done));

/** Makes renderings wait for `release`. */
function hold() {
  make = (key) => new Promise((done) => held.set(key, () => done({})));
}
const release = (key: string) => held.get(key)?.();

it("renders a page once for people who ask at the same time and people who come later", async () => {
  hold();
  const three = [get("a"), get("a"), get("a")];
  await settle();
  release("a");
  expect(await Promise.all(three)).toEqual(["a 1", "a 1", "a 1"]);
  expect(await get("a")).toBe("a 1");
  make = async () => ({});
  expect(await get("b")).toBe("b 2");
  expect(made).toEqual(["a", "b"]);
});

it("renders a page again only when something that it shows was announced", async () => {
  await get("a");
  announced.announce("b");
  expect(await get("a")).toBe("a 1");
  announced.announce("a");
  expect(await get("a")).toBe("a 2");
  announced.announce("all");
  expect(await get("a")).toBe("a 3");
  expect(await get("a")).toBe("a 3");
});

it("keeps no page if something that it shows was announced while it was rendered", async () => {
  hold();
  const before = get("a");
  await settle();
  announced.announce("a");
  const after = get("a");
  await settle();
  release("a");
  // People who asked before the announcement get the page of that time.
  expect(await before).toBe("a 1");
  await settle();
  release("a");
  expect(await after).toBe("a 2");
  make = async () => ({});
  expect(await get("a")).toBe("a 2");
});

it("gives nobody a page from before the last announcement, however many ask", async () => {
  hold();
  const asked: Promise<string>[] = [get("a")];
  await settle();
  announced.announce("a");
  for (let one = 0; one < 5; one++) asked.push(get("a"));
  await settle();
  release("a");
  await settle();
  release("a");
  expect(await Promise.all(asked)).toEqual(["a 1", ...Array(5).fill("a 2")]);
  expect(made).toHaveLength(2);
});

it("gives out no page while announcements cannot be heard, nor an older one afterwards", async () => {
  await get("a");
  announced.here = false;
  expect(await get("a")).toBe("a 2");
  expect(await get("a")).toBe("a 3");
  announced.reconnect();
  expect(await get("a")).toBe("a 4");
  expect(await get("a")).toBe("a 4");
});

it("gives out no page that is older than a minute", async () => {
  await get("a");
  now += LIFE_MS;
  const atLast = get("a");
  now += 1;
  expect(await atLast).toBe("a 1");
  now += LIFE_MS;
  expect(await get("a")).not.toBe("a 1");
});

it("renders a popular page again in the background, so that nobody waits", async () => {
  await get("a");
  hold();
  now += LIFE_MS - 1;
  expect(await get("a")).toBe("a 1");
  expect(await get("a")).toBe("a 1");
  await settle();
  release("a");
  await settle();
  expect(await get("a")).toBe("a 2");
  expect(made).toHaveLength(2);
});

it("keeps serving a page if rendering it again fails", async () => {
  await get("a");
  make = async () => {
    throw new Error("no database");
  };
  now += LIFE_MS - 1;
  expect(await get("a")).toBe("a 1");
  await settle();
  expect(await get("a")).toBe("a 1");
});

it("gives nobody a page that is older than their own change", async () => {
  await get("a");
  now += 10;
  const wroteAt = now;
  // Another process, with another clock, may have written it.
  now += SKEW_MS / 2;
  expect(await get("a")).toBe("a 1");
  expect(await get("a", wroteAt)).toBe("a 2");
  expect(await get("a", wroteAt)).toBe("a 3");
  now += SKEW_MS;
  expect(await get("a", wroteAt)).toBe("a 4");
  expect(await get("a", wroteAt)).toBe("a 4");
});

it("shares a rendering among people with changes if it began after they asked", async () => {
  await get("a");
  hold();
  now += 1;
  const asked = [get("a", now), get("a", now), get("a", now)];
  await settle();
  release("a");
  expect(await Promise.all(asked)).toEqual(["a 2", "a 2", "a 2"]);
});

it("keeps no page without topics, and drops no other page for it", async () => {
  await get("kept");
  make = async () => ({ topics: null });
  for (let one = 0; one < 20; one++) await get(`missing ${one}`);
  expect(await get("missing 0")).toBe("missing 0 22");
  make = async () => ({});
  expect(await get("kept")).toBe("kept 1");
  expect(pages.bytes).toBe(BYTES);
});

it("keeps the most recently requested pages, up to a number of bytes", async () => {
  for (let one = 0; one < 30; one++) {
    await get(`page ${one}`);
    await get("page 0");
  }
  expect(pages.bytes).toBe(10 * BYTES);
  expect(await get("page 0")).toBe("page 0 1");
  expect(await get("page 29")).toBe("page 29 30");
  expect(await get("page 1")).toBe("page 1 31");
});

it("gives a page to people who wait for it even if others have taken its place", async () => {
  hold();
  const waiting = get("slow");
  await settle();
  make = async () => ({});
  for (let one = 0; one < 30; one++) await get(`page ${one}`);
  release("slow");
  expect(await waiting).toBe("slow 1");
});

it("reports a failed rendering to everybody who waits, and tries again", async () => {
  make = async () => {
    throw new Error("no database");
  };
  const asked = [get("a"), get("a")];
  for (const one of asked) await expect(one).rejects.toThrow("no database");
  make = async () => ({});
  expect(await get("a")).toBe("a 2");
});

it("says the time of the first rendering while nothing changes, for ten minutes at most", async () => {
  const first = now;
  for (let minute = 0; minute < 9; minute++) {
    await get("a");
    now += LIFE_MS + 1;
  }
  expect(times).toEqual(Array(9).fill(first));
  announced.announce("b");
  await get("a");
  expect(times.at(-1)).toBe(first);
  announced.announce("a");
  await get("a");
  expect(times.at(-1)).toBe(now);
  now += 10 * LIFE_MS;
  await get("a");
  expect(times.at(-1)).toBe(now);
});

it("says its own time after announcements may have been missed", async () => {
  await get("a");
  now += LIFE_MS + 1;
  announced.reconnect();
  await get("a");
  expect(times.at(-1)).toBe(now);
});
