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
  // Plurals, lists and ordinals made by hand: "21th" and "1 votes" came from them.
  [/=== 1\s*\?\s*"(\w*)"\s*:\s*"\1e?s"/g, "pluralOf"],
  [/!== 1\s*\?\s*"(\w*)e?s"\s*:\s*"\1"/g, "pluralOf"],
  [/[!=]== 1\s*\?\s*"(?:has|is|was)"\s*:/g, "pluralOf"],
  [/=== 1\s*\?\s*["`](?:1|one) /g, "countInWords"],
  [/\} [a-z]+\(s\)/g, "countInWords"],
  [/\.join\(" (?:and|or) "\)|\.slice\(0, -1\)\.join\(/g, "listInWords"],
  [/\.toLocaleString\(/g, "numberWithCommas"],
];

const FOLDERS = ["app", "components", "docs", "e2e", "prisma", "scripts", "server", "trpc"];
const READ = /\.(?:tsx?|mjs|md|prisma|grit)$|^\.env\.example$/;
/** The list of phrases itself, and files that Prisma writes. */
const LEFT_OUT = /^scripts\/words\.test\.ts$|^prisma\/generated\//;

function findingsIn(file: string, text: string): string[] {
  return REFUSED.flatMap(([pattern, instead]) =>
    [...text.matchAll(pattern)].map((match) => {
      const line = text.slice(0, match.index).split("\n").length;
      const phrase = match[0].replace(/[\s*/]+/g, " ").trim();
      return `${file}:${line}: "${phrase}" (${instead})`;
    }),
  );
}

function findings(): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  return [...readdirSync("."), ...below]
    .filter((file) => READ.test(file) && !LEFT_OUT.test(file))
    .filter((file) => statSync(file).isFile())
    .flatMap((file) => findingsIn(file, readFileSync(file, "utf8")));
}

it("nobody has to read a sentence twice", () => {
  expect(findings()).toEqual([]);
});

it.each([
  "// For who is no member nothing.",
  "/**\n * Nothing of\n * who left.\n */",
  "/** What was kept. */",
  "/**\n * Who may.\n */",
  "/// What it is.",
  '"Nobody hides the own comment."',
  "it is not here any more",
  'count === 1 ? "" : "s"',
  'count !== 1\n  ? "votes" : "vote"',
  'votes === 1 ? "has" : "have"',
  'votes === 1 ? "1 vote" : votes + " votes"',
  `\${votes} vote(s)`,
  'names.join(" and ")',
])("refuses %j", (text) => {
  expect(findingsIn("server/papers/rules.ts", text)).toHaveLength(1);
});

it.each([
  "// Says what was kept, and who may read it.",
  "/** Whatever is left. */",
  "people who read, anyone who writes",
  'weeks === 1 ? "weekly" : "fortnightly"',
  'names.join(", ")',
])("lets %j be", (text) => {
  expect(findingsIn("server/papers/rules.ts", text)).toEqual([]);
});
