import { expect, it } from "vitest";
import { SKEW_MS } from "@/server/platform/live";
import { lastWrite, wroteCookie } from "./own-changes";
import { LIFE_MS } from "./pages";

const NOW = 1_700_000_000_000;
const pairOf = (at: number, https = false) => wroteCookie(at, https).split(";")[0] ?? "";

it("remembers when the browser changed something, until no page can be older", () => {
  expect(wroteCookie(NOW, true)).toBe(
    `__Host-colloquy.wrote=${NOW}; Max-Age=62; Path=/; HttpOnly; Secure; SameSite=Lax`,
  );
  expect(lastWrite(`a=b; ${pairOf(NOW - 5)}; c=d`, false, NOW)).toBe(NOW - 5);
  expect(lastWrite(pairOf(NOW, true), true, NOW)).toBe(NOW);
});

it.each([
  ["no cookie", undefined],
  ["another cookie", "colloquy.session=abc"],
  ["a cookie of http on https", pairOf(NOW)],
])("knows of no change from %s", (_, header) => expect(lastWrite(header, true, NOW)).toBeNull());

it.each([
  ["words", "colloquy.wrote=soon"],
  ["a number of another kind", "colloquy.wrote=1e99"],
  ["a number of another length", `colloquy.wrote=${"9".repeat(40)}`],
  ["a time that no process can have", pairOf(NOW + SKEW_MS + 1)],
  ["a time before every page", pairOf(NOW - LIFE_MS - SKEW_MS)],
])("knows of no change from %s", (_, header) => expect(lastWrite(header, false, NOW)).toBeNull());

it("allows the clock of another process to be a little ahead", () => {
  expect(lastWrite(pairOf(NOW + SKEW_MS), false, NOW)).toBe(NOW + SKEW_MS);
});
