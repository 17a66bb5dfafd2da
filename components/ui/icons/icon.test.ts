import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import lucide from "@iconify-json/lucide/icons.json" with { type: "json" };
import { expect, it } from "vitest";

const components = join(import.meta.dirname, "../..");

const sources = readdirSync(components, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => ({ file, text: readFileSync(join(components, file), "utf8") }));

it("every icon that a page names is one of Lucide's", () => {
  const named = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/"lucide--([\w-]+)"/g)].map(([, name]) => `${file}: ${name}`),
  );
  const known = new Set([...Object.keys(lucide.icons), ...Object.keys(lucide.aliases)]);
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((one) => !known.has(one.split(": ")[1] as string))).toEqual([]);
});

it("no icon is filled by a class: a mask has one colour, so that needs an icon of its own", () => {
  const filled = sources.filter(({ text }) => /<Icon\b[^>]*\b(?:fill|stroke)-/.test(text));
  expect(filled.map(({ file }) => file)).toEqual([]);
});
