import fc from "fast-check";
import Fraction from "fraction.js";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { nearestDouble } from "./exact";

const long = fc.bigInt({ min: 1n, max: 10n ** 60n });

/** Splits a finite double into a whole number and a power of two. */
function exactly(double: number): Fraction {
  let bottom = 1n;
  let top = double;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return new Fraction(BigInt(top), bottom);
}

/** The doubles next to a positive one. */
function neighbours(double: number): number[] {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, double);
  const at = bits.getBigInt64(0);
  return [at - 1n, at + 1n].map((near) => {
    bits.setBigInt64(0, near);
    return bits.getFloat64(0);
  });
}

it("gives the double that is nearest, however long the parts of the fraction", () => {
  fc.assert(
    fc.property(long, long, fc.boolean(), (top, bottom, negative) => {
      const exact = new Fraction(negative ? -top : top, bottom);
      const found = nearestDouble(exact);
      const away = (double: number) => exactly(double).sub(exact.abs()).abs();
      expect(found < 0).toBe(negative);
      for (const other of neighbours(Math.abs(found))) {
        expect(away(Math.abs(found)).lte(away(other))).toBe(true);
      }
    }),
    { numRuns: size(200, 1000) },
  );
});

it("rounds a tie to even, and rounds only once", () => {
  expect(nearestDouble(new Fraction(2n ** 54n + 2n, 1))).toBe(2 ** 54);
  expect(nearestDouble(new Fraction(2n ** 54n + 6n, 1))).toBe(2 ** 54 + 8);
  // A value slightly above the middle is not a tie.
  const hair = 10n ** 40n;
  expect(nearestDouble(new Fraction((2n ** 54n + 2n) * hair + 1n, hair))).toBe(2 ** 54 + 4);
  // Rounding both parts before dividing them would give the next double.
  expect(nearestDouble(new Fraction(10n ** 40n + 1n, 3n * 10n ** 40n))).toBe(1 / 3);
  expect(nearestDouble(new Fraction(107, 12))).toBe(8.916666666666666);
});
