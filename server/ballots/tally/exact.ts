import Fraction from "fraction.js";

export const ZERO = new Fraction(0);
export const ONE = new Fraction(1);

/** The least common multiple of two whole numbers above 0. */
export function lcm(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** Integers up to here are exact as doubles, and IEEE 754 rounds their quotient once and correctly. */
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The double nearest to a fraction, however long its parts. The library's own `valueOf` rounds
 * numerator and denominator before it divides, which can be off by one in the last place.
 */
export function nearestDouble({ s, n, d }: Fraction): number {
  if (n <= SAFE && d <= SAFE) return Number(s * n) / Number(d);
  // At least 60 bits of the quotient, the last of them sticky: `Number` then rounds once.
  const up = 64n + 4n * BigInt(d.toString(16).length - n.toString(16).length);
  const [top, bottom] = up > 0n ? [n << up, d] : [n, d << -up];
  const quotient = (top / bottom) | (top % bottom === 0n ? 0n : 1n);
  return Number(s * quotient) * 2 ** -Number(up);
}
