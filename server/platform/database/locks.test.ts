import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { LOCK_NAMES, LOCK_NUMBERS } from "./locks";

it("gives every advisory lock a unique number and name", () => {
  const all = [...Object.values(LOCK_NUMBERS), ...Object.values(LOCK_NAMES)];
  expect(new Set(all).size).toBe(all.length);
});

it("is the only place where a number or a name is written", () => {
  const literal = /advisory_\w*lock\w*\(\d|hashtextextended\(\$?\{?[`'"]|7_?201_?\d{3}/;
  const elsewhere = ["server", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|mjs)$/.test(file) && !file.startsWith("platform/database/locks."))
      .map((file) => `${folder}/${file}`)
      .filter((file) => literal.test(readFileSync(file, "utf8"))),
  );
  expect(elsewhere).toEqual([]);
});
