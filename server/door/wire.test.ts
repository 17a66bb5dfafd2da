import superjson from "superjson";
import { describe, expect, it } from "vitest";
import { COSTLY_JSON } from "@/server/testing/hostile/costly-texts";
import { isTooMuch, transformer, unkeepable } from "./wire";

const read = (text: string) => transformer.input.deserialize(JSON.parse(text));

describe("what a client sends", () => {
  it("arrives as it was, dates and what is not set included", () => {
    const input = { at: new Date("2026-11-24T08:00:00Z"), not: undefined, list: [1, "two"] };
    expect(read(JSON.stringify(superjson.serialize(input)))).toEqual(input);
    const same = ["x"];
    const twice = { one: same, other: same };
    expect(read(JSON.stringify(superjson.serialize(twice)))).toEqual(twice);
    expect(read('{"json":"plain"}')).toBe("plain");
  });

  it.each([
    "5",
    "null",
    '"text"',
    '{"json":{},"meta":null}',
    '{"json":{},"meta":5}',
    '{"json":{},"meta":{"values":"Date"}}',
    '{"json":{},"meta":{"values":{"a":"Date"}}}',
    '{"json":{"a":"/(a+)+$/"},"meta":{"values":{"a":["regexp"]}}}',
    '{"json":{"a":4000000000},"meta":{"values":{"a":[["typed-array","Float64Array"]]}}}',
    '{"json":{"a":"1"},"meta":{"values":{"a":["bigint"]}}}',
    '{"json":{"a":"NaN"},"meta":{"values":{"a":["number"]}}}',
    '{"json":{"a":{}},"meta":{"values":{"a":[["class","Person"]]}}}',
    '{"json":{"a":{}},"meta":{"values":{"a":[["custom","x"]]}}}',
    '{"json":{"a":[]},"meta":{"values":{"a":["map",{"0":["undefined"]}]}}}',
    '{"json":{},"meta":{"values":{"__proto__.polluted":["undefined"]}}}',
    '{"json":{},"meta":{"values":{"constructor.prototype.polluted":["undefined"]}}}',
  ])("is refused where no client of ours would write it: %s", (text) => {
    expect(() => read(text)).toThrow("not valid");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("cannot reach a prototype by saying that two values are one", () => {
    const text =
      '{"json":{"a":{"polluted":"yes"}},"meta":{"referentialEqualities":{"a":["__proto__","constructor.prototype"]}}}';
    expect(read(text)).toEqual({ a: { polluted: "yes" } });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("the depth and size of a JSON text", () => {
  it("counts what is open, not what stands in strings", () => {
    expect(isTooMuch("[".repeat(40) + "]".repeat(40))).toBe(false);
    expect(isTooMuch("[".repeat(41))).toBe(true);
    expect(isTooMuch(`{"a":`.repeat(41))).toBe(true);
    expect(isTooMuch("[],".repeat(1000))).toBe(false);
    expect(isTooMuch(JSON.stringify({ text: '[{"\\'.repeat(1000) }))).toBe(false);
  });

  it("counts values, not commas in strings", () => {
    const list = (count: number) => JSON.stringify({ json: Array(count).fill({ a: 0 }) });
    expect(isTooMuch(list(20_000))).toBe(false);
    expect(isTooMuch(list(20_002))).toBe(true);
    expect(isTooMuch(JSON.stringify({ text: ",".repeat(900_000) }))).toBe(false);
  });

  it("is told of a million quotation marks, too", () => {
    expect(COSTLY_JSON.map(isTooMuch)).toEqual([false, false]);
  });
});

it("finds what PostgreSQL cannot keep, wherever it stands", () => {
  expect(unkeepable({ title: "S^{2}FT 🜚", list: ["é", 1, null, new Date()] })).toBeNull();
  expect(unkeepable({ list: ["fine", { body: "a\0b" }] })).toBe("list.1.body");
  expect(unkeepable({ name: "\ud83d" })).toBe("name");
  expect(unkeepable({ "\0": 1 })).toBe("");
  expect(unkeepable("\udc00")).toBe("");
});
