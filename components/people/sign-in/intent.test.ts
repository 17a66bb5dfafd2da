import { beforeEach, expect, it, vi } from "vitest";
import { keepIntent, takeIntent, takeIntentFrom } from "./intent";

const MINUTE = 60_000;
const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

it("is taken once, for the same thing only", () => {
  keepIntent("upvote", "one", 0);
  expect(takeIntent("upvote", "two", 1)).toBe(false);
  expect(takeIntent("join", "one", 1)).toBe(false);
  expect(takeIntent("upvote", "one", 1)).toBe(true);
  expect(takeIntent("upvote", "one", 1)).toBe(false);
});

it("is the latest press", () => {
  keepIntent("upvote", "one", 0);
  keepIntent("join", "group", 1);
  expect(takeIntent("upvote", "one", 2)).toBe(false);
  expect(takeIntent("join", "group", 2)).toBe(true);
});

it.each([
  [30 * MINUTE, true],
  [30 * MINUTE + 1, false],
  [-1, false],
])("is no longer meant by whoever signs in later: after %s ms", (later, meant) => {
  keepIntent("join", "group", 1000);
  expect(takeIntent("join", "group", 1000 + later)).toBe(meant);
  expect(takeIntent("join", "group", 1000)).toBe(false);
});

it("is none in a broken or forbidden storage", () => {
  kept.set("colloquy.intent", "{");
  expect(takeIntent("join", "group")).toBe(false);
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new Error("forbidden");
    },
    setItem: () => {
      throw new Error("forbidden");
    },
  });
  keepIntent("join", "group");
  expect(takeIntent("join", "group")).toBe(false);
});

it("is found by the beginning of its id, once, by whoever needs the rest", () => {
  keepIntent("comment", "draft:/papers/a:answer 1", 0);
  expect(takeIntentFrom("comment", "draft:/papers/b:", 1)).toBeNull();
  expect(takeIntentFrom("upvote", "draft:/papers/a:", 1)).toBeNull();
  expect(takeIntentFrom("comment", "draft:/papers/a:", 1)).toBe("answer 1");
  expect(takeIntentFrom("comment", "draft:/papers/a:", 1)).toBeNull();
});
