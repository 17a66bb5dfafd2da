import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { jsonInParts } from "./json-parts";

async function partsOf(value: object): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of jsonInParts(value)) parts.push(part);
  return parts;
}

async function* pagesOf<Entry>(entries: readonly Entry[], atATime: number) {
  for (let from = 0; from < entries.length; from += atATime) {
    yield entries.slice(from, from + atATime);
  }
}

it("writes the same text as JSON.stringify, wherever lists come in pages", async () => {
  const entry = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.record({ text: fc.string({ unit: "binary" }), at: fc.date({ noInvalidDate: true }) }),
  );
  const lists = fc.array(entry, { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(lists, lists, fc.integer({ min: 1, max: 4 }), async (outer, inner, some) => {
      const value = (list: <E>(entries: readonly E[]) => unknown) => ({
        "a\nname": outer,
        nothing: undefined,
        empty: list([]),
        list: list(outer),
        deep: { list: list([{ of: list(inner), beside: outer }, { of: list([]) }]), last: null },
      });
      const parts = await partsOf(value((entries) => pagesOf(entries, some)));
      expect(parts.join("")).toBe(
        `${JSON.stringify(
          value((entries) => entries),
          null,
          2,
        )}\n`,
      );
    }),
    { numRuns: size(100, 2000) },
  );
});

it("cuts a long file into equal parts, and never cuts a character in two", async () => {
  const words = Array.from({ length: 3000 }, (_, at) => `${"𝔸".repeat(50)}${"x".repeat(at % 2)}`);
  const parts = await partsOf({ words: pagesOf(words, 1000), long: "𝔸".repeat(100_000) });
  const encoder = new TextEncoder();
  expect(parts.length).toBeGreaterThan(7);
  for (const part of parts) expect(part.length).toBeLessThanOrEqual(64_001);
  const bytes = Buffer.concat(parts.map((part) => encoder.encode(part)));
  expect(JSON.parse(bytes.toString())).toEqual({ words, long: "𝔸".repeat(100_000) });
});

it("reads a page only after the one before has been written", async () => {
  let read = 0;
  async function* pages() {
    for (; read < 9; ) {
      read += 1;
      yield ["x".repeat(60_000)];
    }
  }
  const parts = jsonInParts({ list: pages() });
  await parts.next();
  expect(read).toBe(2);
  await parts.next();
  expect(read).toBe(3);
});
