import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FAULTS } from "./faults/faults.mjs";

it("every fault finds its line exactly once", () => {
  const lost = FAULTS.filter(
    ({ file, find }) => readFileSync(file, "utf8").split(find).length !== 2,
  );
  expect(lost.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
});
