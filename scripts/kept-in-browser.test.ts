import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

/** Options that set how long React Query keeps an answer; only `trpc/` may set them. */
const LIST = "components/papers/list/use-pages.ts";
const WIRE = "trpc/provider.tsx";

let dir: string;
let report: string;

// A small temporary project with our configuration.
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "colloquy-lint-"));
  const { $schema: _, vcs: __, ...config } = JSON.parse(readFileSync("biome.json", "utf8"));
  for (const plugin of config.plugins) plugin.path = resolve(plugin.path);
  writeFileSync(join(dir, "biome.json"), JSON.stringify(config));
  for (const place of [LIST, WIRE]) {
    mkdirSync(dirname(join(dir, place)), { recursive: true });
    writeFileSync(join(dir, place), "export const asked = { staleTime: 1, gcTime: 600_000 };\n");
  }
  const biome = resolve("node_modules/.bin/biome");
  const { stdout, stderr } = spawnSync(biome, ["lint", "--colors=off", "."], {
    cwd: dir,
    encoding: "utf8",
  });
  report = stdout + stderr;
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

it("only `trpc/` sets how long answers are kept", () => {
  expect(report).toMatch(new RegExp(`${LIST}:1:\\d+ plugin`));
  expect(report).not.toContain(`${WIRE}:`);
  expect(report).toContain("trpc/provider.tsx.");
});
