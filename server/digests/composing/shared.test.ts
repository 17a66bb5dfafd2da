import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { size } from "@/server/testing/tier";
import type { Entry } from "../sections/entries";
import type { DigestWords } from "./emails";

const words = fc.constantFrom(
  "Paxos",
  `<b>"&'`,
  "O(n²)",
  "=3D",
  "a b · c",
  "漢字 ",
  "x".repeat(80),
);
const link = words.map((word) => `https://c.example/?a=1&b=${encodeURIComponent(word)}`);
const entry: fc.Arbitrary<Entry> = fc.record({
  title: words,
  link,
  facts: fc.array(words, { maxLength: 2 }),
  words: fc.option(words),
  why: fc.option(words),
  actions: fc.array(fc.record({ label: words, link }), { maxLength: 2 }),
});
const digest: fc.Arbitrary<DigestWords> = fc.record({
  about: words,
  day: words,
  schedule: words,
  manage: link,
  unsubscribe: link,
  sections: fc.array(
    fc.record({ title: words, entries: fc.array(entry, { minLength: 1, maxLength: 4 }) }),
    { maxLength: 3 },
  ),
});

/** Renders a digest to what is shown, and to what is sent. */
async function render(words: DigestWords, module: typeof import("./emails")) {
  const [html, text] = [await module.renderDigestHtml(words), module.renderDigestText(words)];
  return [html, text].flatMap(({ whole, quoted }) => [whole, quoted]);
}

it("is the same, byte for byte, whether its entries were rendered for others before or not", async () => {
  const warm = await import("./emails");
  await fc.assert(
    fc.asyncProperty(digest, async (words) => {
      vi.resetModules();
      const cold = await import("./emails");
      expect(cold).not.toBe(warm);
      const fresh = await render(words, cold);
      expect(await render(words, cold)).toEqual(fresh);
      expect(await render(words, warm)).toEqual(fresh);
    }),
    { numRuns: size(20, 200) },
  );
});
