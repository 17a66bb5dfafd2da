// How answers are read, in browsers.

/** A value as superjson writes it: its JSON, and the kinds of what JSON cannot say by their paths. */
interface Said {
  json?: unknown;
  meta?: { values?: unknown };
}

/** The kinds of values that answers may have beside JSON. */
const KINDS: Readonly<Record<string, (json: never) => unknown>> = {
  Date: (json: string) => new Date(json),
  undefined: () => undefined,
  // Not a number, infinities, and minus zero.
  number: (json: string) => Number(json),
};

function readAs(kind: unknown, json: unknown): unknown {
  const read = Array.isArray(kind) && kind.length === 1 ? KINDS[kind[0]] : undefined;
  if (!read) throw new Error(`An answer has a value of another kind: ${JSON.stringify(kind)}`);
  return read(json as never);
}

/** The steps of a path. In the names of properties, dots and backslashes have a backslash before them. */
const stepsOf = (path: string) =>
  path.replace(/\\(.)|\./g, (_, escaped) => escaped ?? "\0").split("\0");

/** Reads a value that `sayAnswer` said, without superjson, most of which is for kinds that no answer has. */
export function readAnswer({ json, meta }: Said): unknown {
  if (!meta?.values) return json;
  if (Array.isArray(meta.values)) return readAs(meta.values, json);
  for (const [path, kind] of Object.entries(meta.values)) {
    const steps = stepsOf(path);
    const last = steps.pop() ?? "";
    let place = json as Record<string, unknown>;
    for (const step of steps) place = place[step] as Record<string, unknown>;
    place[last] = readAs(kind, place[last]);
  }
  return json;
}
