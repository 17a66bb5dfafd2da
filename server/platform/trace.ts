import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A place in the bundle that production runs, as a stack names it. */
const PLACE = /(file:\/\/\/[^\s()]*\/\.built\/[^\s()]+\.js):(\d+):(\d+)/g;

const maps = new Map<string, SourceMap>();

/**
 * Names the places of a stack in our sources, not in the bundle. Node itself would keep the maps of all packages in
 * memory for that, 30 MB, and Next turns it off in its process.
 */
export function inSources(stack: string): string {
  return stack.replace(PLACE, (place, url: string, line: string, column: string) => {
    try {
      const entry = mapOf(url).findEntry(Number(line) - 1, Number(column) - 1);
      if (!("originalSource" in entry)) return place;
      const file = relative(process.cwd(), fileURLToPath(new URL(entry.originalSource, url)));
      return `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    } catch {
      // The bundle may have been removed since; then the place in it is all that is known.
      return place;
    }
  });
}

function mapOf(url: string): SourceMap {
  const known = maps.get(url);
  if (known) return known;
  const map = new SourceMap(
    JSON.parse(readFileSync(new URL(`${url}.map`), "utf8")) as SourceMapPayload,
  );
  maps.set(url, map);
  return map;
}
