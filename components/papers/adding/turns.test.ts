import { expect, it } from "vitest";
import { inTurn } from "./turns";

it("does two pieces of work at a time, in order, also after one has failed", async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (at: number) =>
    inTurn(async () => {
      begun.push(at);
      await new Promise<void>((end) => {
        ends[at] = end;
      });
      if (at === 0) throw new Error("failed");
      return at;
    });
  const all = [0, 1, 2, 3].map(work);
  const settled = Promise.allSettled(all);
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await expect(all[0]).rejects.toThrow("failed");
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  ends[2]?.();
  expect(await all[2]).toBe(2);
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  await settled;
});
