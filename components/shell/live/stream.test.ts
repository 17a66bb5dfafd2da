import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sayAnswer } from "@/server/door/saying";
import { Stream } from "./stream";

/** An EventSource as far as a stream looks at it. */
class Source extends EventTarget {
  /** All streams that were opened, in order. */
  static opened: Source[] = [];
  readonly CLOSED = 2;
  readyState = 0;
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = this.CLOSED;
  }
  /** The server has no place for it. */
  refuse() {
    this.close();
    this.dispatchEvent(new Event("error"));
  }
  letIn() {
    this.readyState = 1;
    this.dispatchEvent(new MessageEvent("connected", { data: "{}" }));
  }
  say(lastEventId: string, word: object) {
    const data = JSON.stringify(sayAnswer(word));
    this.dispatchEvent(new MessageEvent("message", { data, lastEventId }));
  }
  /** The server ends it. */
  end() {
    this.dispatchEvent(new MessageEvent("return", { data: "" }));
  }
  /** The connection breaks, and the browser begins to try again. */
  breakOff() {
    this.readyState = 0;
    this.dispatchEvent(new Event("error"));
  }
  /** The input that it sent. */
  get input() {
    const { searchParams } = new URL(this.url, "http://localhost");
    return JSON.parse(searchParams.get("input") ?? "");
  }
}

const last = () => Source.opened.at(-1) as Source;
const open = () => Source.opened.filter(({ readyState }) => readyState !== 2);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
let seen = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  Source.opened = [];
  vi.stubGlobal("EventSource", Source);
  const listen = (name: string, listener: () => void) => {
    if (name === "visibilitychange") seen = listener;
  };
  const page = { visibilityState: "visible", addEventListener: listen };
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(visibilityState: "visible" | "hidden") {
  Object.assign(document, { visibilityState });
  seen();
}

/** A page that watches a group and counts how often it is told to look again. */
async function watching(since: number | null = null) {
  const stream = new Stream();
  stream.begin();
  const looks = { count: 0 };
  stream.watch("group/g", since, () => {
    looks.count += 1;
  });
  await pass(100);
  return looks;
}

it("asks at the door of the procedures, and looks again when it is told of a change", async () => {
  const looks = await watching(5);
  expect(last().url).toMatch(/^\/api\/trpc\/live\.changes\?input=/);
  expect(last().input).toEqual({ watches: ["group/g"], since: 5 });
  last().letIn();
  last().say("6", { say: "hello", watching: ["group/g"] });
  last().say("7", { say: "changed", watch: "group/g", crowd: 1 });
  last().say("8", { say: "changed", watch: "group/other", crowd: 1 });
  await pass(100);
  expect(looks.count).toBe(1);
});

it.each(["end", "breakOff"] as const)(
  "goes on from the last word when the stream is over: %s",
  async (over) => {
    await watching(5);
    last().letIn();
    last().say("6", { say: "hello", watching: ["group/g"] });
    last().say("9", { say: "beat" });
    await pass(0);
    last()[over]();
    await pass(900);
    // The browser itself does not try again beside it.
    expect([Source.opened.length, open().length]).toEqual([1, 0]);
    await pass(2200);
    expect([Source.opened.length, open().length]).toEqual([2, 1]);
    expect(last().input).toEqual({ watches: ["group/g"], since: 9 });
  },
);

it("lets its stream go in the background, and goes on when the page is seen again", async () => {
  await watching();
  last().letIn();
  last().say("6", { say: "hello", watching: ["group/g"] });
  await pass(0);
  show("hidden");
  await pass(19_000);
  expect(open()).toHaveLength(1);
  await pass(2000);
  expect(open()).toHaveLength(0);
  await pass(600_000);
  expect(Source.opened).toHaveLength(1);
  show("visible");
  await pass(100);
  expect(open()).toHaveLength(1);
  expect(last().input.since).toBe(6);
});

it("polls slowly while it is refused, and tries again until it is let in", async () => {
  const looks = await watching();
  await pass(900);
  const looked: number[] = [];
  for (let minute = 0; minute < 30; minute++) {
    if (last().readyState !== 2) last().refuse();
    await pass(60_000);
    looked.push(looks.count);
  }
  // The seventh refusal at the latest, as the last shorter wait may pass one by; then once in one or two minutes.
  expect(looked[6]).toBeGreaterThan(0);
  expect(looked[29]).toBeGreaterThan(10);
  expect(looked[29]).toBeLessThanOrEqual(30);
  const tries = Source.opened.length;
  // Let in, it no longer polls.
  await pass(600_000);
  const there = Source.opened.length;
  const before = looks.count;
  await pass(600_000);
  expect([Source.opened.length, looks.count]).toEqual([there, before]);
  expect(there - tries).toBeLessThanOrEqual(1);
});
