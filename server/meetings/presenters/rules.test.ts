import fc from "fast-check";
import { expect, it } from "vitest";
import { forecastTurns, orderByRotation, type Turn } from "./rules";

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const member = (personId: string, rest: Partial<Turn> = {}): Turn => ({
  personId,
  presented: 0,
  lastAt: null,
  joinedAt: day(1),
  skipped: false,
  ...rest,
});
const ids = (members: Turn[]) => orderByRotation(members).map(({ personId }) => personId);

it.each([
  [
    "who presented least often",
    [member("a", { presented: 2, lastAt: day(2) }), member("b", { presented: 1, lastAt: day(9) })],
    ["b", "a"],
  ],
  [
    "among them who presented longest ago",
    [member("a", { presented: 1, lastAt: day(9) }), member("b", { presented: 1, lastAt: day(2) })],
    ["b", "a"],
  ],
  [
    "then who joined first",
    [member("a", { joinedAt: day(9) }), member("b", { joinedAt: day(2) })],
    ["b", "a"],
  ],
  [
    "and nobody who is skipped",
    [member("a", { skipped: true }), member("b", { presented: 7, lastAt: day(8) })],
    ["b"],
  ],
])("takes %s", (_, members, order) => {
  expect(ids(members)).toEqual(order);
});

it("has no next presenter if everybody is skipped", () => {
  expect(ids([member("a", { skipped: true })])).toEqual([]);
});

const anybody = fc.record({
  personId: fc.uuid(),
  presented: fc.integer({ min: 0, max: 3 }),
  lastAt: fc.option(fc.integer({ min: 1, max: 20 }).map(day)),
  joinedAt: fc.integer({ min: 1, max: 5 }).map(day),
  skipped: fc.boolean(),
});
const group = fc.uniqueArray(anybody, { selector: ({ personId }) => personId, maxLength: 30 });

it("does not depend on the order in which members come", () => {
  fc.assert(
    fc.property(group, fc.func(fc.nat()), (members, rank) => {
      const shuffled = members.toSorted((a, b) => rank(a.personId) - rank(b.personId));
      expect(ids(shuffled)).toEqual(ids(members));
    }),
  );
});

it("lists every present member once, and those who presented less often first", () => {
  fc.assert(
    fc.property(group, (members) => {
      const order = orderByRotation(members);
      expect(new Set(order)).toEqual(new Set(members.filter(({ skipped }) => !skipped)));
      const counts = order.map(({ presented }) => presented);
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    }),
  );
});

// Weeks of a group in which people are away from time to time.
it("is fair: two members who are never away differ by at most one presentation", () => {
  const weeks = fc.array(fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), weeks, (size, absences) => {
      const members = Array.from({ length: size }, (_, at) => member(`p${at}`));
      // The first two are never away.
      absences.forEach((absent, week) => {
        const there = members.map((one, at) => ({
          ...one,
          skipped: at > 1 && absent[at] === true,
        }));
        const [next] = orderByRotation(there);
        const chosen = members.find(({ personId }) => personId === next?.personId) as Turn;
        chosen.presented += 1;
        chosen.lastAt = day(week + 2);
      });
      const [first, second] = members as [Turn, Turn];
      expect(Math.abs(first.presented - second.presented)).toBeLessThanOrEqual(1);
    }),
  );
});

it("comes round: with nobody away, n meetings have n presenters", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (size) => {
      const members = Array.from({ length: size }, (_, at) => member(`p${at}`));
      for (let week = 0; week < size * 3; week++) {
        const chosen = orderByRotation(members)[0] as Turn;
        chosen.presented += 1;
        chosen.lastAt = day(week + 2);
      }
      expect(members.map(({ presented }) => presented)).toEqual(members.map(() => 3));
    }),
  );
});

const weeks = fc.array(fc.uniqueArray(fc.nat(5)), { minLength: 1, maxLength: 20 });
const slotsOf = (absences: number[][]) =>
  absences.map((away, week) => ({
    startsAt: day(week + 30),
    away: new Set(away.map((at) => `p${at}`)),
  }));

it("forecasts what the rotation will do week by week, and changes no member", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), weeks, (size, absences) => {
      const members = Array.from({ length: size }, (_, at) => member(`p${at}`));
      const before = structuredClone(members);
      const forecast = forecastTurns(members, slotsOf(absences));
      expect(members).toEqual(before);
      // One week at a time, with members away counted as skipped.
      const lived = structuredClone(members);
      const weekly = slotsOf(absences).map(({ startsAt, away }) => {
        const [next] = orderByRotation(
          lived.map((one) => ({ ...one, skipped: away.has(one.personId) })),
        );
        const chosen = lived.find(({ personId }) => personId === next?.personId);
        if (chosen) Object.assign(chosen, { presented: chosen.presented + 1, lastAt: startsAt });
        return chosen?.personId ?? null;
      });
      expect(forecast).toEqual(weekly);
    }),
  );
});

it("forecasts nobody who is away or skipped, and nobody at all if all are", () => {
  const members = [member("a"), member("b", { skipped: true })];
  const slots = [
    { startsAt: day(30), away: new Set(["a"]) },
    { startsAt: day(31), away: new Set<string>() },
  ];
  expect(forecastTurns(members, slots)).toEqual([null, "a"]);
});
