import { LRUCache } from "lru-cache";

/**
 * Has work done once for each argument that comes again, such as the papers that many digests show.
 * @param max results to keep; then the one that was not used for longest makes room
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
    // A failure is not kept: the next call tries again.
    if (result instanceof Promise) result.catch(() => results.delete(argument));
    return result;
  };
}
