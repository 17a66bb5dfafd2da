import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";

// Phrases that people stumbled over, in comments, docs, test names and what the interface says. CONTRIBUTING.md says
// how to write instead. SPACE lets a phrase run over the end of a line, and of a line of a comment.
const SPACE = String.raw`(?:\s|\n\s*(?:\*|///?)\s?)+`;
const REFUSED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [new RegExp(String.raw`\b(?:for|of|to|by|only)${SPACE}who\b`, "gi"), "people who, anyone who"],
  [new RegExp(String.raw`\bthe${SPACE}own\b`, "gi"), "their own, your own"],
  [new RegExp(String.raw`\bany${SPACE}more\b`, "gi"), "no longer"],
  [/\/\*\*[\s*]*(?:What|Who)\b/g, "begin with a verb or a noun"],
  [/\/\/\/ (?:What|Who)\b/g, "begin with a verb or a noun"],
];

/**
 * How many of these phrases each folder still has. The numbers may only shrink: the test fails for more, and for
 * fewer until they are lowered here. Empty the table to see every finding with its line. It goes when all are zero.
 */
const ALLOWED: Readonly<Record<string, number>> = {
  "app/(member)": 2,
  "app/(public)": 2,
  "app/api": 1,
  "components/ballots": 41,
  "components/digests": 7,
  "components/groups": 15,
  "components/mail": 5,
  "components/meetings": 11,
  "components/moderation": 8,
  "components/notifications": 4,
  "components/papers": 12,
  "components/people": 4,
  "components/search": 6,
  "components/shell": 6,
  "components/threads": 33,
  "components/ui": 10,
  e2e: 8,
  "prisma/demo": 18,
  "prisma/schema": 21,
  "scripts/bench": 3,
  "scripts/checks": 2,
  "scripts/runtime": 9,
  "server/accounts": 7,
  "server/api": 6,
  "server/ballots": 80,
  "server/digests": 50,
  "server/door": 6,
  "server/groups": 13,
  "server/mail": 3,
  "server/meetings": 33,
  "server/moderation": 9,
  "server/notifications": 62,
  "server/papers": 6,
  "server/people": 17,
  "server/platform": 55,
  "server/search": 1,
  "server/testing": 20,
  "server/threads": 28,
  trpc: 2,
};

const FOLDERS = ["app", "components", "docs", "e2e", "prisma", "scripts", "server", "trpc"];
const READ = /\.(?:tsx?|mjs|md|prisma|grit)$|^\.env\.example$/;
/** The list of phrases itself, and files that Prisma writes. */
const LEFT_OUT = /^scripts\/words\.test\.ts$|^prisma\/generated\//;

interface Finding {
  folder: string;
  text: string;
}

function findingsIn(file: string, text: string): Finding[] {
  const [first = "", second = ""] = file.split("/").slice(0, -1);
  const folder = second ? `${first}/${second}` : first || ".";
  return REFUSED.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)].map((match) => {
      const line = text.slice(0, match.index).split("\n").length;
      const phrase = match[0].replace(/[\s*/]+/g, " ").trim();
      return { folder, text: `${file}:${line}: "${phrase}" (${instead})` };
    }),
  );
}

function findings(): Finding[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  return [...readdirSync("."), ...below]
    .filter((file) => READ.test(file) && !LEFT_OUT.test(file))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => findingsIn(file, readFileSync(file, "utf8")));
}

it("nobody has to read a sentence twice", () => {
  const found = findings();
  const now: Record<string, number> = {};
  for (const { folder } of found) now[folder] = (now[folder] ?? 0) + 1;
  const more = Object.keys(now).filter((folder) => (now[folder] ?? 0) > (ALLOWED[folder] ?? 0));
  const lines = found.filter(({ folder }) => more.includes(folder)).map(({ text }) => text);
  expect(lines, `phrases to write plainly:\n${lines.join("\n")}`).toEqual([]);
  expect(now, "fewer than ALLOWED says: lower it to these").toEqual(ALLOWED);
});

it.each([
  "// For who is no member nothing.",
  "/**\n * Nothing of\n * who left.\n */",
  "/** What was kept. */",
  "/**\n * Who may.\n */",
  "/// What it is.",
  '"Nobody hides the own comment."',
  "it is not here any more",
])("refuses %j", (text) => {
  expect(findingsIn("server/papers/rules.ts", text)).toHaveLength(1);
});

it.each([
  "// Says what was kept, and who may read it.",
  "/** Whatever is left. */",
  "people who read, anyone who writes",
])("lets %j be", (text) => {
  expect(findingsIn("server/papers/rules.ts", text)).toEqual([]);
});
