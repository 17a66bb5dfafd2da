import { numberWithCommas } from "@/server/platform/text/words";
import type { Result } from "./measure";

/** Formats small numbers with two decimals, and large ones with none. */
const number = (value: number | undefined) => {
  if (value === undefined) return "";
  return numberWithCommas(value < 100 ? Math.round(value * 100) / 100 : Math.round(value));
};

/**
 * Writes the figures of a run as a table. @param earlier figures of a run over another world: the last column says
 * how many times as long 97.5% of the answers now take
 */
export function tableOf(results: readonly Result[], earlier: readonly Result[] = []): string {
  const head = [
    "what",
    "figure",
    "asked",
    "kept",
    "a second",
    "bare",
    "node:http",
    "p50 ms",
    "p97.5 ms",
    "errors",
  ];
  const rows = results.map(({ name, value, unit, asked, kept, errors, more = {} }) => {
    const before = earlier.find((one) => one.name === name)?.more?.p97;
    const growth = before && more.p97 ? more.p97 / before : undefined;
    return [
      name,
      `${number(value)} ${unit}`,
      asked,
      kept ? "yes" : "no",
      number(more.rate),
      number(more.bareRate),
      number(more.nodeRate),
      number(more.p50),
      number(more.p97),
      number(errors),
      ...(earlier.length > 0 ? [number(growth)] : []),
    ];
  });
  const lines = [[...head, ...(earlier.length > 0 ? ["growth"] : [])], ...rows];
  const widths = head
    .concat("growth")
    .map((_, at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
