import { splitPasted } from "@/server/papers/pasting/pieces";
import { fetchRecord, type Means, means } from "@/server/papers/sources/fetching/commands";
import type { FoundRecord } from "@/server/papers/sources/record";

/** Papers of one text that are asked for. */
const MOST = 20;
const ABSTRACT = 300;

/** One paper of a text: some lines, and whether a source has it. */
interface Told {
  lines: string[];
  isFound: boolean;
}

function linesOf({ title, authors, date, venue, identifiers, status, abstract }: FoundRecord) {
  const names = authors.map(({ name }) => name).join(", ");
  const state = status.is === "current" ? [] : [status.is];
  const text = abstract?.replace(/\s+/g, " ") ?? "";
  return [
    title,
    names || "no authors",
    [date ?? "no date", ...(venue ? [venue] : []), ...state].join(" · "),
    identifiers.map(({ type, value }) => `${type} ${value}`).join(", "),
    text.length > ABSTRACT ? `${text.slice(0, ABSTRACT)}…` : text || "no abstract",
  ].map((line) => `  ${line}`);
}

/**
 * Asks the sources for the papers of a pasted text, one after the other. Answers that are kept do not count, and nothing
 * is added to the catalogue.
 */
export async function* fetchPapers(text: string, by: Means = means): AsyncGenerator<Told> {
  for (const { read, label } of splitPasted(text, MOST).pieces) {
    if ("words" in read) yield failed(`"${label}" has no identifier: it would be searched for`);
    else if ("url" in read) yield failed(`${read.url} is a page that no source knows`);
    else if ("refuse" in read) yield failed(`"${label}" is refused: ${read.refuse}`);
    else {
      const [id] = read.ids;
      if (!id) continue;
      const name = `${id.type} ${id.value}`;
      const fetched = await fetchRecord(id, { ...by, fresh: true });
      if (fetched.outcome === "found")
        yield {
          isFound: true,
          lines: [`✔ ${name}: found at ${fetched.source}`, ...linesOf(fetched.record)],
        };
      else if (fetched.outcome === "no source") yield failed(`${name}: no source can be asked`);
      else yield failed(`${name}: ${fetched.outcome} (${fetched.source})`);
    }
  }
}

function failed(line: string): Told {
  return { lines: [`✗ ${line}`], isFound: false };
}
