import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const BIOME = resolve("node_modules/.bin/biome");

/** What the linter says to a file at this place that imports this module. */
function lint(place: string, module: string): string {
  const input = `import * as it from "${module}";\nexport const kept = it;\n`;
  const args = ["lint", `--stdin-file-path=${place}`, "--colors=off"];
  const { stdout, stderr } = spawnSync(BIOME, args, { input, encoding: "utf8" });
  return stdout + stderr;
}

it.each([
  ["app/(public)/page.tsx", "@/server/papers/queries"],
  ["app/api/health/route.ts", "@/components/ui/button"],
  ["components/papers/card.tsx", "@/server/papers/commands"],
  ["components/ui/button.tsx", "@/components/papers/card"],
  ["server/platform/mail.ts", "@/server/people/sessions"],
  ["server/papers/commands.ts", "@/server/groups/queries"],
  ["server/papers/commands.ts", "@/server/api/procedures"],
  ["server/groups/queries.ts", "@/app/layout"],
  ["server/ballots/rules.ts", "@/server/platform/db"],
  ["server/ballots/tally/approval.ts", "@/server/platform/clock"],
  ["server/papers/router.ts", "@/server/platform/db"],
  ["trpc/client.tsx", "@/components/ui/button"],
])("%s may not import %s", (place, module) => {
  expect(lint(place, module)).toContain("noRestrictedImports");
});

it.each([
  ["app/(public)/page.tsx", "@/components/papers/card"],
  ["components/papers/card.tsx", "@/server/papers/rules"],
  ["server/digests/commands.ts", "@/server/papers/queries"],
  ["server/papers/router.ts", "@/server/api/procedures"],
  ["server/ballots/rules.ts", "@/server/platform/refusal"],
])("%s may import %s", (place, module) => {
  expect(lint(place, module)).not.toContain("noRestrictedImports");
});
