import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findings, type House, importProblem, NOUNS } from "./checks/house";

const LAYERS = /^(app|components|server|trpc|scripts|prisma\/demo)\/.*\.(tsx?|mjs)$/;

const house: House = new Map(
  readdirSync(".", { recursive: true, encoding: "utf8" })
    .filter((file) => LAYERS.test(file))
    .map((file) => [file, readFileSync(file, "utf8")]),
);

/** The schema has one file per noun, which owns its tables. Tables in base.prisma belong to the platform. */
const owners = new Map(
  readdirSync("prisma/schema").flatMap((file) =>
    [...readFileSync(`prisma/schema/${file}`, "utf8").matchAll(/^model (\w+)/gm)].map(
      ([, table = ""]) => [table, file.replace(".prisma", "")] as const,
    ),
  ),
);

it("all code is in the right place", () => {
  expect(house.size).toBeGreaterThan(500);
  expect([...owners.values()]).toEqual(expect.arrayContaining(NOUNS.slice(0, 6)));
  expect(findings(house, owners)).toEqual([]);
});

it.each([
  ["app/(public)/page.tsx", "server/papers/queries"],
  ["app/api/health/route.ts", "server/platform/heartbeat"],
  ["components/papers/card.tsx", "server/papers/commands"],
  ["components/papers/card.tsx", "server/platform/clock"],
  ["components/ui/button.tsx", "components/papers/card"],
  ["server/platform/mail/mail.ts", "server/people/sessions/commands"],
  ["server/papers/commands.ts", "server/groups/queries"],
  ["server/threads/comments/commands.ts", "server/moderation/log"],
  ["server/people/queries.ts", "server/door/procedures"],
  ["server/people/queries.ts", "server/api/live"],
  ["server/door/context.ts", "server/papers/queries"],
  ["server/groups/queries.ts", "app/layout"],
  ["server/groups/queries.ts", "components/groups/words"],
  ["server/groups/queries.ts", "server/testing/world"],
  ["server/papers/router.ts", "server/platform/database/db"],
  ["server/search/queries.ts", "server/search/router"],
  ["trpc/client.ts", "server/papers/router"],
])("%s may not import %s", (from, to) => {
  expect(importProblem(from, to)).toMatch(/\.$/);
});

it.each([
  ["app/(public)/groups/page.tsx", "components/papers/card"],
  ["trpc/server.ts", "server/api/pages"],
  ["components/papers/list.tsx", "server/papers/rules"],
  ["components/ballots/voting/ticking.tsx", "components/ui/button"],
  ["server/digests/commands.ts", "server/papers/queries"],
  ["server/groups/router.ts", "server/door/procedures"],
  ["server/api/root.ts", "server/accounts/leaving/router"],
  ["server/threads/schema.ts", "prisma/generated/enums"],
  ["server/threads/rules.ts", "server/platform/web/addresses"],
  ["components/papers/list.tsx", "server/platform/web/addresses"],
])("%s may import %s", (from, to) => {
  expect(importProblem(from, to)).toBeNull();
});

describe("code in the wrong place", () => {
  const found = (file: string, text: string) =>
    findings(new Map([[file, text]]), new Map([["Vote", "ballots"]]));

  it.each([
    ["a rule that asks the clock", "server/ballots/rules.ts", "export const at = new Date();"],
    ["a rule that asks a query", "server/ballots/rules.ts", 'import { a } from "./queries";'],
    ["a table of another noun", "server/groups/commands.ts", "await tx.vote.deleteMany({});"],
    ["the same in SQL", "server/groups/commands.ts", 'db.x`DELETE FROM "Vote"`'],
    ["a page that reads the request", "app/a.tsx", 'import { cookies } from "next/headers";'],
    ["a name of its own without a word of why", "server/groups/misc.ts", "export {};"],
  ])("%s", (_what, file, text) => {
    expect(found(file, text)).toHaveLength(1);
  });

  it("finds server code in the pages' bundle, but allows its types", () => {
    expect(found("trpc/a.ts", 'import { createCaller } from "@/server/api/root";')).toHaveLength(1);
    expect(found("trpc/a.ts", 'import type {\n  A,\n} from "@/server/api/root";')).toEqual([]);
  });

  it("finds too many names outside the vocabulary, too many files, and circles", () => {
    const many = (count: number, folder: string) =>
      new Map(Array.from({ length: count }, (_, i) => [`${folder}/n${i}.ts`, "// A reason."]));
    expect(findings(many(3, "server/groups"), new Map())).toHaveLength(1);
    expect(findings(many(2, "server/groups"), new Map())).toEqual([]);
    expect(findings(many(16, "components/groups"), new Map())).toHaveLength(1);
    expect(findings(many(15, "components/groups"), new Map())).toEqual([]);
    const circle = new Map([
      ["components/a.ts", 'import type { B } from "./b";'],
      ["components/b.ts", 'import type { A } from "./a";'],
    ]);
    expect(findings(circle, new Map())).toHaveLength(1);
  });
});
