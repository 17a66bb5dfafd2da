import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { deleteDraft, readDraft, saveDraft } from "./draft";

let storage: Map<string, string>;
beforeEach(() => {
  storage = new Map();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const TYPED = { title: "On sleep", abstract: "Words.", authors: "Ada", url: "" };

it("restores typed values until they are saved", () => {
  expect(readDraft()).toEqual({});
  saveDraft(TYPED);
  expect(readDraft()).toEqual(TYPED);
  saveDraft({ title: "On sl" });
  expect(readDraft()).toEqual({ title: "On sl" });
  deleteDraft();
  expect(readDraft()).toEqual({});
});

it("ignores stored data that is not a draft, and works without storage", () => {
  saveDraft(TYPED);
  const [key = ""] = storage.keys();
  for (const junk of ["", "null", "7", '{"title":7}', "{"]) {
    storage.set(key, junk);
    expect(readDraft(), junk).toEqual({});
  }
  vi.stubGlobal("sessionStorage", undefined);
  saveDraft(TYPED);
  expect(readDraft()).toEqual({});
  deleteDraft();
});
