import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  FRESH_SHARE,
  scoreOfWeight,
  sumOfWeights,
  trendingWeight,
  upvoteWeight,
  WHOLE_SHARE,
} from "../rules";

// What a ring of fresh accounts can do to the trending order: docs/decisions/product.md states these bounds.

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 11, 1, 12);

/** The score of a paper with upvotes of established and of fresh accounts. */
function score(addedAt: Date, whole: readonly Date[], fresh: readonly Date[]): number {
  const ring = fresh.reduce((sum, at) => sum + upvoteWeight(at, FRESH_SHARE), 0n);
  return scoreOfWeight(sumOfWeights(addedAt, whole) + ring);
}

/** Times of up to `days` days before now. */
const times = (days: number, shape: { minLength?: number; maxLength: number }) =>
  fc.array(
    fc.integer({ min: 0, max: days * DAY }).map((before) => new Date(NOW - before)),
    shape,
  );

describe("a ring of fresh accounts", () => {
  it("never lifts its paper over one that established accounts upvoted, within the stated bounds", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 400 * DAY }),
        times(28, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (days, age, honest, part) => {
          const within = honest.map((at) => new Date(Math.max(at.getTime(), NOW - days * DAY)));
          // Fresh accounts that weigh less than these upvotes have at least kept.
          const bound =
            (WHOLE_SHARE / FRESH_SHARE) * within.length * 2 ** (-Math.min(days, 28) / 7);
          const ring = Array.from(
            { length: Math.max(0, Math.ceil(part * bound) - 1) },
            () => new Date(NOW),
          );
          const addedAt = new Date(NOW - age);
          expect(score(addedAt, [], ring)).toBeLessThan(score(addedAt, within, []));
        },
      ),
      { numRuns: size(500, 20_000) },
    );
  });

  it.each([
    ["63 against an upvote of the same moment", 63, 0],
    ["31 against one a week before", 31, 7],
    ["15 against one two weeks before", 15, 14],
  ])("loses with %s, and draws with one more", (_, ring, days) => {
    const addedAt = new Date(NOW - 90 * DAY);
    const honest = score(addedAt, [new Date(NOW - days * DAY)], []);
    const lifted = (accounts: number) =>
      score(
        addedAt,
        [],
        Array.from({ length: accounts }, () => new Date(NOW)),
      );
    expect(lifted(ring)).toBeLessThan(honest);
    expect(lifted(ring + 1)).toBeCloseTo(honest, 9);
  });

  it("still counts: each of its upvotes lifts the paper a little", () => {
    fc.assert(
      fc.property(times(60, { maxLength: 20 }), times(60, { maxLength: 20 }), (honest, ring) => {
        const addedAt = new Date(NOW - 61 * DAY);
        const more = [...ring, new Date(NOW)];
        expect(score(addedAt, honest, more)).toBeGreaterThan(score(addedAt, honest, ring));
      }),
    );
  });
});

describe("the weight of a share", () => {
  const at = fc
    .integer({ min: 0, max: 5000 * DAY })
    .map((since) => new Date(Date.UTC(2019, 0, 1) + since));
  const share = fc.constantFrom(FRESH_SHARE, WHOLE_SHARE);

  it("is that of an upvote where it is whole, so that the order of before stays", () => {
    fc.assert(
      fc.property(at, (time) => {
        expect(upvoteWeight(time, WHOLE_SHARE)).toBe(trendingWeight(time));
      }),
    );
  });

  it("can be given, raised and taken back in any order, to the last digit", () => {
    fc.assert(
      fc.property(
        at,
        fc.array(fc.tuple(at, share, fc.boolean()), { maxLength: 50 }),
        (addedAt, given) => {
          let sum = sumOfWeights(addedAt, []);
          for (const [time, part] of given) sum += upvoteWeight(time, part);
          const raised = given.map(([time, part, raise]) => {
            if (raise) sum += upvoteWeight(time, WHOLE_SHARE) - upvoteWeight(time, part);
            return [time, raise ? WHOLE_SHARE : part] as const;
          });
          for (const [time, part] of raised.toReversed()) sum -= upvoteWeight(time, part);
          expect(sum).toBe(sumOfWeights(addedAt, []));
        },
      ),
    );
  });
});
