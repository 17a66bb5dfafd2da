import fc from "fast-check";
import { expect, it } from "vitest";
import { histories, PERPETUAL, SINGLE, single } from "@/server/testing/second-opinion/elections";
import { secondOpinion } from "@/server/testing/second-opinion/one-round";
import { secondOpinionOverTime } from "@/server/testing/second-opinion/over-time";
import { size } from "@/server/testing/tier";
import { tally } from "./tally";

/** The result of the second implementation, and the matching parts of the first one's result. */
function both(first: object, second: object) {
  const parts = Object.keys(second).map((key) => [key, first[key as keyof typeof first]]);
  return { first: Object.fromEntries(parts), second };
}

for (const rule of SINGLE) {
  it(`agrees with a second implementation of ${rule} on thousands of small elections`, () => {
    fc.assert(
      fc.property(single(rule), (election) => {
        const { first, second } = both(tally(election), secondOpinion(election));
        expect(first).toEqual(second);
      }),
      { numRuns: size(300, 3000) },
    );
  });
}

for (const rule of PERPETUAL) {
  it(`agrees with a second implementation of ${rule} on thousands of histories`, () => {
    fc.assert(
      fc.property(histories(rule), (history) => {
        const { first, second } = both(tally(history), secondOpinionOverTime(history));
        expect(first).toEqual(second);
      }),
      { numRuns: size(200, 2000) },
    );
  });
}
