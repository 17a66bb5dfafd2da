import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import wabt from "wabt";
import { makeStore, PROGRAM } from "./dots.mjs";

it("runs the program that dots.wat says", async () => {
  const text = await readFile(join(import.meta.dirname, "dots.wat"), "utf8");
  const { buffer } = (await wabt()).parseWat("dots.wat", text, { simd: true }).toBinary({});
  expect(PROGRAM).toBe(Buffer.from(buffer).toString("base64"));
});

const byte = fc.integer({ min: -127, max: 127 });

/** A question, and vectors of as many numbers. */
const compared = fc.integer({ min: 1, max: 70 }).chain((dims) =>
  fc.record({
    question: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      ...{ minLength: dims, maxLength: dims },
    }),
    vectors: fc.array(fc.array(byte, { minLength: dims, maxLength: dims }), {
      ...{ minLength: 1, maxLength: 20 },
    }),
  }),
);

it("finds the cosines that multiplying each number finds", () => {
  fc.assert(
    fc.property(compared, ({ question, vectors }) => {
      const store = makeStore(question.length);
      for (const [at, bytes] of vectors.entries()) store.keep(at, 1 / 127, Int8Array.from(bytes));
      const largest = Math.max(...question.map(Math.abs));
      const found = store.all(Float32Array.from(question));
      for (const [at, bytes] of vectors.entries()) {
        const exact = bytes.reduce((sum, value, n) => sum + (value / 127) * (question[n] ?? 0), 0);
        // Each number of the question is rounded to a 2,047th of the largest.
        const most = (largest / 2047) * question.length;
        expect(Math.abs((found[at] ?? Number.NaN) - exact)).toBeLessThanOrEqual(most + 1e-6);
      }
      const places = vectors.map((_, at) => at).reverse();
      const some = store.some(Float32Array.from(question), places).map(Math.fround);
      expect(some).toEqual([...found].reverse());
    }),
  );
});

it("keeps vectors of several blocks, and renews them", () => {
  const store = makeStore(3);
  for (let at = 0; at < 9000; at++) store.keep(at, 1, Int8Array.from([at % 100, 1, 0]));
  store.keep(4500, 1, Int8Array.from([-7, 0, 0]));
  const found = store.all(Float32Array.from([1, 0, 0]));
  expect(found).toHaveLength(9000);
  expect([found[99], found[4096], found[4500], found[8999]]).toEqual([99, 96, -7, 99]);
});

it("sums 8,192 of the largest numbers without an overflow", () => {
  const store = makeStore(8192);
  store.keep(0, 1, new Int8Array(8192).fill(127));
  const [found] = store.all(new Float32Array(8192).fill(1));
  expect(found).toBe(127 * 8192);
});
