import fc from "fast-check";
import { expect, it } from "vitest";
import { axisOf, percentOn, shownLabels } from "./axis";

it("chooses round numbers", () => {
  expect(axisOf([0, 3, 7])).toEqual({ from: 0, to: 8, ticks: [0, 2, 4, 6, 8] });
  expect(axisOf([-1.2, 2.6])).toEqual({ from: -2, to: 3, ticks: [-2, -1, 0, 1, 2, 3] });
  expect(axisOf([1], { whole: true })).toEqual({ from: 0, to: 1, ticks: [0, 1] });
});

it("has room where there is nothing to show", () => {
  for (const values of [[], [0], [0, 0]])
    expect(axisOf(values, { whole: true })).toEqual({ from: 0, to: 1, ticks: [0, 1] });
});

it("has every value, and zero, between its ends", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });
  fc.assert(
    fc.property(values, fc.boolean(), (values, whole) => {
      const axis = axisOf(values, { whole });
      for (const value of [...values, 0, ...axis.ticks]) {
        expect(percentOn(axis, value)).toBeGreaterThanOrEqual(-1e-9);
        expect(percentOn(axis, value)).toBeLessThanOrEqual(100 + 1e-9);
      }
      expect(axis.ticks.length).toBeLessThanOrEqual(12);
    }),
  );
});

it("shows all labels if they fit, and otherwise every so many", () => {
  expect(shownLabels(3, 6)).toEqual([0, 1, 2]);
  expect(shownLabels(30, 6)).toEqual([0, 5, 10, 15, 20, 25]);
  expect(shownLabels(31, 6)).toEqual([0, 6, 12, 18, 24, 30]);
  expect(shownLabels(0, 6)).toEqual([]);
});
