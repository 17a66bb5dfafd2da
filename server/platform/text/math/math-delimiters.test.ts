import { expect, it } from "vitest";
import { formulaAt } from "./math-delimiters";

/** Counts the characters that are read one by one while formulas are looked for at each place of a text. */
function charactersRead(text: string): number {
  let count = 0;
  const counted = new Proxy(Object(text), {
    get(target, name) {
      if (typeof name === "string" && /^-?\d+$/.test(name)) count += 1;
      const value = target[name];
      return typeof value === "function" ? value.bind(text) : value;
    },
  }) as string;
  for (let at = 0; at < text.length; at += 1) formulaAt(counted, at);
  return count;
}

it("reads a few characters for each of many backslashes in a row, however many there are", () => {
  for (const length of [100, 1000]) {
    expect(charactersRead("\\".repeat(length))).toBeLessThanOrEqual(4 * length);
  }
});
