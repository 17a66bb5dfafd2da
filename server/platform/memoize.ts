import { LRUCache } from "lru-cache";

/**
 * Does the work once for repeated arguments, such as papers that many digests show.
 * @param max results to keep; after that, the least recently used one makes room
 */
export function memoize<Result extends object | string>(
  work: (argument: string) => Result,
  max: number,
): (argument: string) => Result {
  const results = new LRUCache<string, Result>({ max });
  return (argument) => {
    const known = results.get(argument);
    if (known !== undefined) return known;
    const result = work(argument);
    results.set(argument, result);
    // A failure is not remembered: the next call tries again.
    if (result instanceof Promise) result.catch(() => results.delete(argument));
    return result;
  };
}
