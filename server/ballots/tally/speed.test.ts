import { expect, it } from "vitest";
import { readElection } from "./election";
import { tally } from "./tally";

it("counts a hundred candidates and ten thousand rankings under Schulze within two seconds", {
  timeout: 30_000,
}, () => {
  const candidates = Array.from({ length: 100 }, (_, index) => `c${index}`);
  // A full cycle of a small generator: the same shuffles in every run.
  let state = 1;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const votes = Array.from({ length: 10_000 }, () => {
    const order = [...candidates];
    for (let at = order.length - 1; at > 0; at--) {
      const to = next(at + 1);
      [order[at], order[to]] = [order[to] ?? "", order[at] ?? ""];
    }
    return { ranking: order.map((name) => [name]) };
  });
  // Time on the processor: what else the machine does meanwhile is not the tally's.
  const began = process.cpuUsage();
  const result = tally(readElection({ rule: "schulze", candidates, votes }));
  const { user, system } = process.cpuUsage(began);
  expect(result).toMatchObject({ voters: 10_000 });
  expect((user + system) / 1e6).toBeLessThan(2);
});
