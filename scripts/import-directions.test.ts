import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const FORBIDDEN = [
  ["app/(public)/page.tsx", "@/server/papers/queries"],
  ["app/api/health/route.ts", "@/components/ui/button"],
  ["components/papers/card.tsx", "@/server/papers/commands"],
  ["components/ui/button.tsx", "@/components/papers/card"],
  ["server/platform/mail/mail.ts", "@/server/people/sessions"],
  ["server/papers/commands.ts", "@/server/groups/queries"],
  ["server/people/queries.ts", "@/server/api/procedures"],
  ["server/groups/queries.ts", "@/app/layout"],
  ["server/ballots/rules.ts", "@/server/platform/db"],
  ["server/ballots/tally/methods/approval.ts", "@/server/platform/clock"],
  ["server/papers/router.ts", "@/server/platform/db"],
  ["server/moderation/router.ts", "@/server/platform/db"],
  ["server/search/queries.ts", "@/server/threads/search-router"],
  ["server/moderation/schema.ts", "@/server/platform/clock"],
  ["trpc/client.tsx", "@/components/ui/button"],
] as const;

const ALLOWED = [
  ["app/(public)/groups/page.tsx", "@/components/papers/card"],
  ["components/papers/list.tsx", "@/server/papers/rules"],
  ["server/digests/commands.ts", "@/server/papers/queries"],
  ["server/groups/router.ts", "@/server/api/procedures"],
  ["server/groups/rules.ts", "@/server/platform/refusal"],
  ["server/search/router.ts", "@/server/api/procedures"],
  ["components/moderation/log.tsx", "@/server/threads/moderation-schema"],
] as const;

/** Both say how long React Query keeps an answer, which only one may. */
const KEEPS = "components/papers/list/use-pages.ts";
const WIRE = "trpc/provider.tsx";

let dir: string;
let said: string;

// A small house of its own with our configuration: the linter is asked once for all of it.
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "colloquy-lint-"));
  const { $schema: _, vcs: __, ...config } = JSON.parse(readFileSync("biome.json", "utf8"));
  for (const plugin of config.plugins) plugin.path = resolve(plugin.path);
  writeFileSync(join(dir, "biome.json"), JSON.stringify(config));
  for (const place of [KEEPS, WIRE]) {
    mkdirSync(dirname(join(dir, place)), { recursive: true });
    writeFileSync(join(dir, place), "export const asked = { staleTime: 1, gcTime: 600_000 };\n");
  }
  for (const [place, module] of [...FORBIDDEN, ...ALLOWED]) {
    mkdirSync(dirname(join(dir, place)), { recursive: true });
    writeFileSync(join(dir, place), `import { it } from "${module}";\nexport const kept = it;\n`);
  }
  const biome = resolve("node_modules/.bin/biome");
  const { stdout, stderr } = spawnSync(
    biome,
    ["lint", "--colors=off", "--max-diagnostics=200", "."],
    {
      cwd: dir,
      encoding: "utf8",
    },
  );
  said = stdout + stderr;
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

const restricted = (place: string) =>
  said
    .split("\n")
    .some((line) => line.includes(`${place}:`) && line.includes("noRestrictedImports"));

it.each(FORBIDDEN)("%s may not import %s", (place) => {
  expect(restricted(place)).toBe(true);
});

it.each(ALLOWED)("%s may import %s", (place) => {
  expect(said).toContain("Checked");
  expect(restricted(place)).toBe(false);
});

it("only the wire says how long answers are kept", () => {
  expect(said).toMatch(new RegExp(`${KEEPS}:1:\\d+ plugin`));
  expect(said).not.toContain(`${WIRE}:`);
  expect(said).toContain("trpc/provider.tsx.");
});
