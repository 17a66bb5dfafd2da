import fc from "fast-check";
import { expect, it } from "vitest";
import { endAfterNotice, endOfGroup, isDue, NOTICE_DAYS } from "./rules";

const DAY = 24 * 3600 * 1000;
const START = new Date("2026-11-24T12:00:00Z").getTime();
const later = fc.integer({ min: 0, max: 60 * DAY }).map((ms) => new Date(START + ms));

it("leaves members at least six days after the email, and a week where it left at once", () => {
  fc.assert(
    fc.property(later, (toldAt) => {
      const due = endAfterNotice(endOfGroup(new Date(START)), toldAt);
      expect(+due - +toldAt).toBeGreaterThanOrEqual(6 * DAY);
      expect(+due - +toldAt).toBeLessThanOrEqual(NOTICE_DAYS * DAY);
    }),
  );
  const asked = new Date(START);
  expect(endAfterNotice(endOfGroup(asked), asked)).toEqual(new Date(START + 7 * DAY));
});

it("is due at its time, and never before its members were told", () => {
  const [endsAt, at] = [new Date(START), new Date(START)];
  expect(isDue({ endsAt, endToldAt: at }, at)).toBe(true);
  expect(isDue({ endsAt, endToldAt: at }, new Date(START - 1))).toBe(false);
  expect(isDue({ endsAt, endToldAt: null }, at)).toBe(false);
  expect(isDue({ endsAt: null, endToldAt: null }, at)).toBe(false);
});
