import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Fault {
  name: string;
  file: string;
  find: string;
}

it("every fault finds its line exactly once", async () => {
  // Imports by a computed name, because the module is JavaScript without types.
  const module = new URL("./faults/faults.mjs", import.meta.url).href;
  const { FAULTS }: { FAULTS: Fault[] } = await import(module);
  const lost = FAULTS.filter(
    ({ file, find }) => readFileSync(file, "utf8").split(find).length !== 2,
  );
  expect(FAULTS.length).toBeGreaterThan(40);
  expect(lost.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
});
