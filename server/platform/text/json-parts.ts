import "server-only";
import { setImmediate } from "node:timers/promises";

/** Characters after which a part of a file is sent, and other requests get a turn. */
const A_PART = 64_000;

/** A list whose entries are read page by page. */
export type Pages = AsyncIterable<readonly unknown[]>;

/**
 * A value as `JSON.stringify(value, null, 2)` writes it, with a line break at the end, in parts. Where it holds
 * `Pages`, each is written as a list, and read when its turn comes.
 */
export async function* jsonInParts(value: object): AsyncGenerator<string, void, void> {
  let text = "";
  for await (const piece of pieces(value, "")) {
    text += piece;
    while (text.length >= A_PART) {
      const end = wholeSigns(text, A_PART);
      yield text.slice(0, end);
      text = text.slice(end);
      // Lets other requests run, because reading the next page may not pause if it has already been read.
      await setImmediate();
    }
  }
  yield `${text}\n`;
}

/** Finds where to cut without splitting a surrogate pair (UTF-16). */
function wholeSigns(text: string, most: number): number {
  const last = text.charCodeAt(most - 1);
  return last >= 0xd800 && last <= 0xdbff ? most - 1 : most;
}

async function* pieces(value: unknown, indent: string): AsyncGenerator<string, void, void> {
  const inner = `${indent}  `;
  let first = true;
  const before = (open: string) => {
    const text = `${first ? open : ","}\n${inner}`;
    first = false;
    return text;
  };
  const end = (open: string, close: string) => (first ? `${open}${close}` : `\n${indent}${close}`);
  if (isPages(value)) {
    for await (const page of value) {
      for (const entry of page) {
        if (holdsPages(entry)) {
          yield before("[");
          yield* pieces(entry, inner);
        } else {
          yield before("[") + whole(entry, inner);
        }
      }
    }
    yield end("[", "]");
  } else if (holdsPages(value)) {
    for (const [name, entry] of Object.entries(value as object)) {
      if (entry === undefined) continue;
      yield `${before("{")}${JSON.stringify(name)}: `;
      yield* pieces(entry, inner);
    }
    yield end("{", "}");
  } else {
    yield whole(value, indent);
  }
}

function whole(value: unknown, indent: string): string {
  // Line breaks within texts are escaped, so each one here ends a line of the file.
  return (JSON.stringify(value, null, 2) ?? "null").replaceAll("\n", `\n${indent}`);
}

function isPages(value: unknown): value is Pages {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** Whether there are pages somewhere in an object; lists hold none. */
function holdsPages(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return isPages(value) || Object.values(value).some(holdsPages);
}
