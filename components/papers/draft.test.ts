import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { forgetDraft, keepDraft, keptDraft } from "./draft";

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const TYPED = { title: "On sleep", abstract: "Words.", authors: "Ada", url: "" };

it("restores typed values until they are saved", () => {
  expect(keptDraft()).toEqual({});
  keepDraft(TYPED);
  expect(keptDraft()).toEqual(TYPED);
  keepDraft({ title: "On sl" });
  expect(keptDraft()).toEqual({ title: "On sl" });
  forgetDraft();
  expect(keptDraft()).toEqual({});
});

it("ignores stored data that is not a draft, and works without storage", () => {
  keepDraft(TYPED);
  const [key = ""] = kept.keys();
  for (const junk of ["", "null", "7", '{"title":7}', "{"]) {
    kept.set(key, junk);
    expect(keptDraft(), junk).toEqual({});
  }
  vi.stubGlobal("sessionStorage", undefined);
  keepDraft(TYPED);
  expect(keptDraft()).toEqual({});
  forgetDraft();
});
