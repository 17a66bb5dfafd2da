import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { draftKey, dropDraft, keepDraft, keyFor, readDraft } from "./draft";

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const DRAFT = { body: "Half a thought", label: "question", spoiler: "the end" } as const;

it("keeps text, label and last attempt, separately for each place", () => {
  const attempt = { body: DRAFT.body, clientKey: "one" };
  const keys = [
    draftKey({ paper: "attention" }, "new"),
    draftKey({ paper: "attention" }, "answer-1"),
    draftKey({ paper: "attention", group: "lunch" }, "new"),
    draftKey({ meeting: "m", group: "lunch" }, "new"),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  const [key = "", other = ""] = keys;
  keepDraft(key, { ...DRAFT, attempt });
  expect(readDraft(key)).toEqual({ ...DRAFT, attempt });
  expect(readDraft(other)).toBeNull();
});

it("deletes a sent draft and an empty one", () => {
  keepDraft("key", DRAFT);
  dropDraft("key");
  expect([readDraft("key"), kept.size]).toEqual([null, 0]);
  keepDraft("key", DRAFT);
  keepDraft("key", { ...DRAFT, body: "  \n" });
  expect(readDraft("key")).toBeNull();
});

it("keeps the key for the same words, and makes a new one for others", () => {
  const draft = { ...DRAFT, attempt: { body: DRAFT.body, clientKey: "one" } };
  expect(keyFor(DRAFT.body, draft)).toBe("one");
  expect(keyFor("Another thought", draft)).not.toBe("one");
  expect(keyFor(DRAFT.body, DRAFT)).not.toBe(keyFor(DRAFT.body, DRAFT));
  expect(keyFor(DRAFT.body, null)).toMatch(/^[0-9a-f-]{36}$/);
});

it("ignores invalid drafts, and works without storage", () => {
  for (const junk of ["", "null", "7", "[]", '{"body":7}', "{"]) {
    kept.set("key", junk);
    expect(readDraft("key"), junk).toBeNull();
  }
  kept.set("key", JSON.stringify({ body: "x", label: "rant", spoiler: 7, attempt: { body: 7 } }));
  expect(readDraft("key")).toEqual({ body: "x", label: null, spoiler: null });
  vi.stubGlobal("localStorage", undefined);
  keepDraft("key", DRAFT);
  expect(readDraft("key")).toBeNull();
});
