import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closingTime, findClearBest, pollState, rankDates, type Standing } from "./rules";

const HOUR = 3600 * 1000;
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const date = (id: string, rest: Partial<Standing> = {}): Standing => ({
  ...{ id, startsAt: day(5), yes: 0, maybe: 0, no: 0, lacksPresenter: false },
  ...rest,
});
const ids = (dates: Standing[]) => rankDates(dates).map(({ id }) => id);

describe("the best time", () => {
  it.each([
    ["has the most who can come", [date("a", { yes: 3 }), date("b", { yes: 2, maybe: 2 })], "b"],
    [
      "then more who say yes",
      [date("a", { yes: 1, maybe: 2 }), date("b", { yes: 2, maybe: 1 })],
      "b",
    ],
    [
      "then is the earlier one",
      [date("a", { yes: 2 }), date("b", { yes: 2, startsAt: day(4) })],
      "b",
    ],
    [
      "has a presenter before all that",
      [date("a", { yes: 9, lacksPresenter: true }), date("b", { yes: 1 })],
      "b",
    ],
  ])("%s", (_, dates, best) => {
    expect(ids(dates)[0]).toBe(best);
  });

  const some = fc.record({
    id: fc.uuid(),
    startsAt: fc.integer({ min: 1, max: 6 }).map(day),
    yes: fc.integer({ min: 0, max: 3 }),
    maybe: fc.integer({ min: 0, max: 3 }),
    no: fc.integer({ min: 0, max: 3 }),
    lacksPresenter: fc.boolean(),
  });
  const proposed = fc.uniqueArray(some, { selector: ({ id }) => id, minLength: 1, maxLength: 20 });

  it("does not depend on the order in which times are proposed", () => {
    fc.assert(
      fc.property(proposed, fc.func(fc.nat()), (dates, rank) => {
        expect(ids(dates.toSorted((a, b) => rank(a.id) - rank(b.id)))).toEqual(ids(dates));
      }),
    );
  });

  it("is beaten by no other time, by the words of the rule", () => {
    fc.assert(
      fc.property(proposed, (dates) => {
        const [best] = rankDates(dates) as [Standing];
        let left = dates;
        if (left.some(({ lacksPresenter }) => !lacksPresenter))
          left = left.filter(({ lacksPresenter }) => !lacksPresenter);
        for (const most of [
          ({ yes, maybe }: Standing) => yes + maybe,
          ({ yes }: Standing) => yes,
          ({ startsAt }: Standing) => -startsAt,
        ]) {
          const top = Math.max(...left.map(most));
          left = left.filter((one) => most(one) === top);
        }
        expect(left).toContain(best);
      }),
    );
  });

  it("stays the best if somebody who could not come to it now can", () => {
    fc.assert(
      fc.property(proposed, fc.boolean(), (dates, surely) => {
        const [best] = rankDates(dates) as [Standing];
        const better = {
          ...best,
          yes: best.yes + (surely ? 1 : 0),
          maybe: best.maybe + (surely ? 0 : 1),
        };
        const changed = dates.map((one) => (one.id === best.id ? better : one));
        expect(rankDates(changed)[0]?.id).toBe(best.id);
      }),
    );
  });

  it("is clear only where the answers decide, and not merely the earlier day", () => {
    fc.assert(
      fc.property(proposed, (dates) => {
        const clear = findClearBest(dates);
        const moved = dates.map((one) => ({
          ...one,
          startsAt: day(40 - one.startsAt.getUTCDate()),
        }));
        // With the calendar turned round, a clear best stays, and nothing else becomes one.
        expect(findClearBest(moved)?.id).toBe(clear?.id);
      }),
    );
  });

  it.each([
    ["two have the same answers", [date("a", { yes: 2 }), date("b", { yes: 2, startsAt: day(4) })]],
    ["nobody can come", [date("a", { no: 2 })]],
    ["the presenter cannot come", [date("a", { yes: 2, lacksPresenter: true })]],
    ["no time is left", []],
  ])("is not clear if %s", (_, dates) => {
    expect(findClearBest(dates)).toBeNull();
  });
});

describe("a poll", () => {
  const now = day(1);
  it.each([
    ["after the days that were asked for", 2, day(10), day(3)],
    ["a day before the last time, to wait for everybody", 0, day(10), day(9)],
    ["a day before the last time, if that is sooner", 20, day(10), day(9)],
    ["halfway, if the last time is near", 0, new Date(+now + 6 * HOUR), new Date(+now + 3 * HOUR)],
  ])("closes %s", (_, days, last, closes) => {
    expect(closingTime([last], days, now)).toEqual(closes);
  });

  it("closes after now and before its last time, whatever is asked for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 1e9 }), { minLength: 1, maxLength: 20 }),
        fc.nat(30),
        (later, days) => {
          const dates = later.map((ms) => new Date(+now + ms));
          const closes = closingTime(dates, days, now);
          expect(+closes).toBeGreaterThan(+now);
          expect(+closes).toBeLessThan(Math.max(...dates.map(Number)));
        },
      ),
    );
  });

  it.each([
    ["open", {}],
    ["undecided", { closedAt: now }],
    ["chosen", { closedAt: now, chosenId: "a" }],
    ["cancelled", { closedAt: now, cancelledAt: now }],
  ] as const)("is %s", (state, columns) => {
    const row = { closedAt: null, chosenId: null, cancelledAt: null, ...columns };
    expect(pollState(row)).toBe(state);
  });
});
