import { expect, it } from "vitest";
import { lastingFetch } from "./lasting-fetch";

/** A fetch that notes what it was asked for, and answers when told. */
function heldFetch() {
  const asked: (RequestInit | undefined)[] = [];
  const go: (() => void)[] = [];
  const held = lastingFetch((_, init) => {
    asked.push(init);
    return new Promise((done) => go.push(() => done(new Response())));
  });
  const post = (signs: number) => held("/api/trpc/x", { method: "POST", body: "x".repeat(signs) });
  return { held, post, go, lasting: () => asked.map((init) => init?.keepalive === true) };
}

it("lets acts outlive their page, and questions not", () => {
  const { held, post, lasting } = heldFetch();
  post(100);
  held("/api/trpc/x", { method: "GET" });
  held("/api/trpc/x");
  expect(lasting()).toEqual([true, false, false]);
});

it("has never more under way than browsers allow, and makes room when an act is answered", async () => {
  const { post, go, lasting } = heldFetch();
  const first = post(10_000);
  post(10_000);
  post(5000);
  post(100_000);
  expect(lasting()).toEqual([true, false, true, false]);
  go[0]?.();
  await first;
  post(10_000);
  expect(lasting().at(-1)).toBe(true);
});

it("makes room as well when an act fails", async () => {
  const asked: unknown[] = [];
  const failing = lastingFetch((_, init) => {
    asked.push(init?.keepalive);
    return Promise.reject(new TypeError("Failed to fetch"));
  });
  for (let time = 0; time < 3; time++) {
    await expect(failing("/x", { method: "POST", body: "x".repeat(15_000) })).rejects.toThrow(
      "Failed to fetch",
    );
  }
  expect(asked).toEqual([true, true, true]);
});
