import fc from "fast-check";
import { expect, it } from "vitest";
import { ORDERS, WINDOWS } from "@/server/papers/rules";
import { writePlace } from "@/server/platform/text/inputs";
import { listAddress } from "./address";
import { readParameters } from "./read-address";

const USUAL = { order: "trending", window: "all", page: "1" };

it("reads back the address that it wrote", () => {
  const view = fc.record({
    order: fc.constantFrom(...ORDERS),
    window: fc.constantFrom(...WINDOWS),
    page: fc.oneof(
      fc.integer({ min: 1, max: 100 }).map(String),
      fc
        .array(
          fc.oneof(
            fc.double({ noNaN: true, noDefaultInfinity: true }),
            fc.uuid(),
            fc.string({ maxLength: 30 }),
          ),
          { maxLength: 4 },
        )
        .map((keys) => writePlace({ page: 7, keys, backwards: false })),
    ),
  });
  fc.assert(
    fc.property(view, (wanted) => {
      const { searchParams } = new URL(listAddress("/", wanted), "http://localhost");
      expect(readParameters(Object.fromEntries(searchParams))).toEqual(wanted);
    }),
  );
});

it("leaves out defaults", () => {
  expect(listAddress("/", readParameters({}))).toBe("/");
  expect(listAddress("/topics/graphs", { order: "new", window: "all", page: "2" })).toBe(
    "/topics/graphs?order=new&page=2",
  );
});

it.each([
  {},
  { order: "best", window: "decade", page: "x" },
  { page: "0" },
  { page: "-3" },
  { page: "1e9" },
  { page: "99999" },
  { order: "__proto__", window: "toString" },
])("reads %j as the defaults", (parameters) => expect(readParameters(parameters)).toEqual(USUAL));

it("takes the first of several", () => {
  expect(readParameters({ order: ["new", "top"], page: ["2", "3"] })).toEqual({
    ...USUAL,
    order: "new",
    page: "2",
  });
});
