import { beforeEach, expect, it, vi } from "vitest";
import { type DraftOf, keepNoteDraft, readNoteDraft } from "./note-draft";

const OF: DraftOf = { viewer: "ada", paperId: "owls", noteId: null };
let stored: Map<string, string>;

beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});

it("a draft is the person's, the paper's and the note's", () => {
  const draft = { body: "See figure 3.", basedOn: 2 };
  keepNoteDraft(OF, draft);
  expect(readNoteDraft(OF)).toEqual(draft);
  for (const other of [{ viewer: "bela" }, { paperId: "larks" }, { noteId: "one" }])
    expect(readNoteDraft({ ...OF, ...other })).toBeNull();
  keepNoteDraft(OF, null);
  expect([readNoteDraft(OF), stored.size]).toEqual([null, 0]);
});

it("what the browser holds otherwise is no draft", () => {
  keepNoteDraft(OF, { body: "", basedOn: 0 });
  const [key = ""] = [...stored.keys()];
  for (const held of ["", "{", "null", "7", '{"body":3,"basedOn":0}', '{"body":"a"}']) {
    stored.set(key, held);
    expect(readNoteDraft(OF), held).toBeNull();
  }
});
