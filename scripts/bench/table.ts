import { numberWithCommas } from "@/server/platform/text/words";
import type { Result } from "./measure";

/** Formats small numbers with two decimals, and large ones with none. */
const number = (value: number | undefined) => {
  if (value === undefined) return "";
  return numberWithCommas(value < 100 ? Math.round(value * 100) / 100 : Math.round(value));
};

/** Writes the figures of a run as a table. */
export function tableOf(results: readonly Result[]): string {
  const head = [
    "what",
    "figure",
    "asked",
    "kept",
    "a second",
    "bare",
    "node:http",
    "CPU ms",
    "bare CPU",
    "p50 ms",
    "p97.5 ms",
    "errors",
    "growth",
  ];
  const rows = results.map(({ name, value, unit, asked, kept, errors, why, more = {} }) => [
    name,
    why ? `broken: ${why}` : `${number(value)} ${unit}`,
    asked,
    kept ? "yes" : "no",
    number(more.rate),
    number(more.bareRate),
    number(more.nodeRate),
    number(more.processorMs),
    number(more.bareProcessorMs),
    number(more.p50),
    number(more.p97),
    number(errors),
    number(more.growth),
  ]);
  const lines = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
