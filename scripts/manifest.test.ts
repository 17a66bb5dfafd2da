import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import manifest from "@/app/manifest";

it("names pictures that are there, in the sizes that it states", async () => {
  const pictures = (manifest().icons ?? []).filter(({ type }) => type === "image/png");
  expect(pictures.map(({ purpose }) => purpose)).toEqual(["any", "any", "maskable"]);
  for (const { src, sizes } of pictures) {
    const bytes = await readFile(`public${src}`);
    // Width and height stand at this place of each PNG.
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});
