/** A fraction with a numerator and a positive denominator. */
export type Ratio = readonly [bigint, bigint];

export const ratio = (top: number, bottom = 1): Ratio => [BigInt(top), BigInt(bottom)];
export const plus = ([a, b]: Ratio, [c, d]: Ratio): Ratio => reduced(a * d + c * b, b * d);
export const minus = (x: Ratio, [c, d]: Ratio): Ratio => plus(x, [-c, d]);
export const less = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d < c * b;
export const same = ([a, b]: Ratio, [c, d]: Ratio): boolean => a * d === c * b;

/** Converts a fraction to a double; exact only for numbers short enough that one division rounds correctly. */
export function decimal([a, b]: Ratio): number {
  if (!Number.isSafeInteger(Number(a)) || !Number.isSafeInteger(Number(b)))
    throw new RangeError("Too long for this.");
  return Number(a) / Number(b);
}

function reduced(top: bigint, bottom: bigint): Ratio {
  let [x, y] = [top < 0n ? -top : top, bottom];
  while (y > 0n) [x, y] = [y, x % y];
  return [top / x, bottom / x];
}
