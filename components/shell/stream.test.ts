import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Stream } from "./stream";

/** An EventSource as far as the page looks at it. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  /** All streams that were opened, in order. */
  static opened: Source[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    Source.opened.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  refuse() {
    this.close();
    this.dispatchEvent(new Event("error"));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  Source.opened = [];
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", { visibilityState: "visible" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("polls slowly while it is refused, and tries again until it is let in", async () => {
  let looked = 0;
  new Stream().watch("group/g", null, () => {
    looked += 1;
  });
  await vi.advanceTimersByTimeAsync(1000);
  const looks: number[] = [];
  for (let minute = 0; minute < 30; minute++) {
    const last = Source.opened.at(-1);
    if (last?.readyState === 1) last.refuse();
    await vi.advanceTimersByTimeAsync(60_000);
    looks.push(looked);
  }
  // The seventh refusal at the latest, as the last shorter wait may pass one by; then once in one or two minutes.
  expect(looks[6]).toBeGreaterThan(0);
  expect(looks[29]).toBeGreaterThan(10);
  expect(looks[29]).toBeLessThanOrEqual(30);
  const tries = Source.opened.length;
  // Let in, it no longer polls.
  await vi.advanceTimersByTimeAsync(600_000);
  const there = Source.opened.length;
  const before = looked;
  await vi.advanceTimersByTimeAsync(600_000);
  expect([Source.opened.length, looked]).toEqual([there, before]);
  expect(there - tries).toBeLessThanOrEqual(1);
});
