import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readPastedFile } from "./pasted-file";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "colloquy-pasted-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const read = (content: string) => {
  writeFileSync(join(dir, "texts.json"), content);
  return readPastedFile("texts.json", dir);
};

it("answers each text, in order", async () => {
  const texts = ["arXiv:2403.04567v2", "@misc{x, doi = {10.5555/abc}}", "some words", "file:///x"];
  expect(await read(`\uFEFF${JSON.stringify(texts)}`)).toEqual([
    { ids: [{ type: "arxiv", value: "2403.04567" }] },
    { ids: [{ type: "doi", value: "10.5555/abc" }] },
    { words: "some words" },
    { refuse: "unsupported" },
  ]);
  expect(await read("[]")).toEqual([]);
});

it.each([
  ["no JSON", "[\n", /^texts\.json is not JSON: .+$/],
  ["no list", "{}", /^texts\.json must be a list of texts\.$/],
  ["no text", '["a", 3]', /^texts\.json: text 2 must be text\.$/],
  [
    "a long text",
    JSON.stringify(["a", "x".repeat(1_000_001)]),
    /^texts\.json: text 2 has more than a million characters\.$/,
  ],
  ["many texts", JSON.stringify(Array(100_001).fill("")), /^texts\.json has more than 100,000/],
])("says in one line what is wrong with a file of %s", async (_, content, said) => {
  await expect(read(content)).rejects.toMatchObject({ message: said, exitCode: 2 });
});

it("asks for a file, and says if it is missing", async () => {
  await expect(readPastedFile(undefined, dir)).rejects.toThrow("npm run -s papers:read -- FILE");
  await expect(readPastedFile("none.json", dir)).rejects.toThrow(
    "none.json cannot be read (ENOENT).",
  );
});
