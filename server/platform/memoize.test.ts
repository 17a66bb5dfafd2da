import { expect, it } from "vitest";
import { memoize } from "./memoize";

it("does the work once per argument, and again if the result had to make room", () => {
  const calls: string[] = [];
  const shout = memoize((text) => {
    calls.push(text);
    return text.toUpperCase();
  }, 2);
  expect(["a", "b", "a", "c", "a", "b"].map(shout)).toEqual(["A", "B", "A", "C", "A", "B"]);
  expect(calls).toEqual(["a", "b", "c", "b"]);
});

it("tries again after a failure", async () => {
  let calls = 0;
  const work = memoize(async () => {
    calls += 1;
    if (calls === 1) throw new Error("once");
    return calls;
  }, 10);
  await expect(Promise.all([work("x"), work("x")])).rejects.toThrow("once");
  expect(await work("x")).toBe(2);
  expect(await work("x")).toBe(2);
});
