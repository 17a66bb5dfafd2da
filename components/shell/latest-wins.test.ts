import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { LatestWins } from "./latest-wins";

/** A server that answers on demand. */
function slowServer() {
  const sent: boolean[] = [];
  const waiting: { answer(): void; fail(): void }[] = [];
  const heard: string[] = [];
  const latest = new LatestWins(
    (on: boolean) => {
      sent.push(on);
      return new Promise<boolean>((resolve, reject) => {
        waiting.push({ answer: () => resolve(on), fail: () => reject(new Error("no")) });
      });
    },
    { done: (on) => heard.push(`done ${on}`), failed: () => heard.push("failed") },
  );
  const next = async (how: "answer" | "fail" = "answer") => {
    waiting.shift()?.[how]();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { latest, sent, heard, next };
}

it("sends the first value at once, and of the others only the last", async () => {
  const { latest, sent, heard, next } = slowServer();
  for (const on of [true, false, true, false]) latest.want(on);
  expect(sent).toEqual([true]);
  await next();
  expect(sent).toEqual([true, false]);
  expect(heard).toEqual([]);
  await next();
  expect(heard).toEqual(["done false"]);
});

it("reports a failure only if no newer value waits", async () => {
  const { latest, sent, heard, next } = slowServer();
  latest.want(true);
  latest.want(false);
  await next("fail");
  expect(heard).toEqual([]);
  await next("fail");
  expect(sent).toEqual([true, false]);
  expect(heard).toEqual(["failed"]);
});

it("goes on after a failure", async () => {
  const { latest, heard, next } = slowServer();
  latest.want(true);
  await next("fail");
  latest.want(true);
  await next();
  expect(heard).toEqual(["failed", "done true"]);
});

it("ends at the last value, whenever the answers come", async () => {
  const steps = fc.array(fc.constantFrom<boolean | "answer">(true, false, "answer"), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (before, last) => {
      const { latest, sent, heard, next } = slowServer();
      for (const step of before) {
        if (step === "answer") await next();
        else latest.want(step);
      }
      latest.want(last);
      await next();
      await next();
      expect(sent.at(-1)).toBe(last);
      expect(heard.at(-1)).toBe(`done ${last}`);
    }),
    { numRuns: size(50, 500) },
  );
});
