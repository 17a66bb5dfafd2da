import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import lucide from "@iconify-json/lucide/icons.json" with { type: "json" };
import { expect, it } from "vitest";

const components = join(import.meta.dirname, "../..");

it("every icon that a page names is one of Lucide's", () => {
  const files = readdirSync(components, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => file.endsWith(".tsx"));
  const named = sources.flatMap((file) =>
    [...readFileSync(join(components, file), "utf8").matchAll(/"lucide--([\w-]+)"/g)].map(
      ([, name]) => `${file}: ${name}`,
    ),
  );
  const known = new Set([...Object.keys(lucide.icons), ...Object.keys(lucide.aliases)]);
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((one) => !known.has(one.split(": ")[1] as string))).toEqual([]);
});
