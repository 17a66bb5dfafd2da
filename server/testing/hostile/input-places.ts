// Finds and changes the values inside an input.

export type Place = (string | number)[];

/** The path to any value in an input. */
export function places(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, below]) => places(below, [...at, key]))];
}

/** Copies the input with another value at this path. */
export function withValueAt(value: unknown, at: Place, other: unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return other;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as never;
  (copy as Record<string, unknown>)[key] = withValueAt(
    (value as Record<string, unknown>)[key],
    rest,
    other,
  );
  return copy;
}

export function valueAt(value: unknown, at: Place): unknown {
  return at.reduce<unknown>((found, key) => (found as Record<string, unknown>)[key], value);
}
