import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { LatestWins } from "./latest-wins";

/** A server that answers on demand. */
function slowServer() {
  const sent: boolean[] = [];
  const waiting: { answer(): void; fail(): void }[] = [];
  const answers: string[] = [];
  const latest = new LatestWins(
    (on: boolean) => {
      sent.push(on);
      return new Promise<boolean>((resolve, reject) => {
        waiting.push({ answer: () => resolve(on), fail: () => reject(new Error("no")) });
      });
    },
    { done: (on) => answers.push(`done ${on}`), failed: () => answers.push("failed") },
  );
  const next = async (how: "answer" | "fail" = "answer") => {
    waiting.shift()?.[how]();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { latest, sent, heard: answers, next };
}

it("sends the first value at once, and of the others only the last", async () => {
  const { latest, sent, heard: answers, next } = slowServer();
  for (const on of [true, false, true, false]) latest.want(on);
  expect(sent).toEqual([true]);
  await next();
  expect(sent).toEqual([true, false]);
  expect(answers).toEqual([]);
  await next();
  expect(answers).toEqual(["done false"]);
});

it("reports a failure only if no newer value waits", async () => {
  const { latest, sent, heard: answers, next } = slowServer();
  latest.want(true);
  latest.want(false);
  await next("fail");
  expect(answers).toEqual([]);
  await next("fail");
  expect(sent).toEqual([true, false]);
  expect(answers).toEqual(["failed"]);
});

it("goes on after a failure", async () => {
  const { latest, heard: answers, next } = slowServer();
  latest.want(true);
  await next("fail");
  latest.want(true);
  await next();
  expect(answers).toEqual(["failed", "done true"]);
});

it("ends at the last value, whenever the answers come", async () => {
  const steps = fc.array(fc.constantFrom<boolean | "answer">(true, false, "answer"), {
    minLength: 1,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (before, last) => {
      const { latest, sent, heard: answers, next } = slowServer();
      for (const step of before) {
        if (step === "answer") await next();
        else latest.want(step);
      }
      latest.want(last);
      await next();
      await next();
      expect(sent.at(-1)).toBe(last);
      expect(answers.at(-1)).toBe(`done ${last}`);
    }),
    { numRuns: size(50, 500) },
  );
});
