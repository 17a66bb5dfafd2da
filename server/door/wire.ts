import "server-only";
import { TRPCError } from "@trpc/server";
import superjson from "superjson";
import { REFUSALS } from "@/server/platform/refusal";

/** Calls that may share one request. */
export const CALLS_A_REQUEST = 20;
/** Brackets a JSON text may nest; an honest one has fewer than ten. */
const DEPTH = 40;
/** Values in a JSON text: each is looked at by the parser behind. Twenty calls of ours have a tenth of that. */
const VALUES = 20_000;

/** What our client says of a value besides its JSON. Superjson knows more, some of it costly. */
const KINDS = new Set<unknown>(["Date", "undefined"]);

/** Whether what superjson says about kinds holds only what we know, at places that may be named. */
function isHarmless(tree: unknown): boolean {
  if (tree === undefined) return true;
  if (typeof tree !== "object" || tree === null) return false;
  const [kind, children] = Array.isArray(tree) ? tree : [null, tree];
  if (Array.isArray(tree) && !KINDS.has(kind)) return false;
  return Object.entries(children ?? {}).every(
    ([place, below]) => !/__proto__|constructor|prototype/.test(place) && isHarmless(below),
  );
}

function unreadable(): never {
  throw new TRPCError({ code: "BAD_REQUEST", message: REFUSALS.INVALID });
}

/** What a client sent, as superjson wrote it: JSON, and which strings are dates. */
function fromClient(sent: unknown): unknown {
  if (typeof sent !== "object" || sent === null) unreadable();
  const { json, meta } = sent as { json?: unknown; meta?: unknown };
  if (meta === undefined) return json;
  if (typeof meta !== "object" || meta === null) unreadable();
  const { values } = meta as { values?: unknown };
  if (!isHarmless(values)) unreadable();
  try {
    // Which values were one and the same to the sender is left out: nothing here depends on it.
    return superjson.deserialize({ json, meta: { values, v: 1 } } as never);
  } catch {
    return unreadable();
  }
}

/** How values travel: superjson, of which only the harmless part is read. */
export const transformer = {
  input: { serialize: superjson.serialize, deserialize: fromClient },
  output: superjson,
};

/** Whether a JSON text nests deeper than any of ours, or holds more. What stands inside strings does not count. */
export function isTooMuch(json: string): boolean {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ",") values += 1;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEPTH || values > VALUES) return true;
  }
  return false;
}

/** The place of the first text that PostgreSQL cannot keep (NUL, half a character), or null. */
export function unkeepable(value: unknown, place: readonly string[] = []): string | null {
  if (typeof value === "string") {
    return value.isWellFormed() && !value.includes("\0") ? null : place.join(".");
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, below] of Object.entries(value)) {
    const found = unkeepable(key, place) ?? unkeepable(below, [...place, key]);
    if (found !== null) return found;
  }
  return null;
}
