import { AsyncLocalStorage } from "node:async_hooks";
import { LRUCache } from "lru-cache";

type Render = { began: number; done: Promise<void> };

/**
 * Keeps a request from being answered by a render that began before the last change.
 *
 * Next lets requests for one page share a render in progress. Whoever writes and reloads while
 * somebody else's render of that page is under way would see it without the change.
 * So a request whose page is being rendered since before the last invalidation waits for
 * that render to end (it will not be kept), and then starts or joins a newer one.
 */
export class RenderGate {
  #request = new AsyncLocalStorage<{ path: string; done: Promise<void> }>();
  #keys = new LRUCache<string, string>({ max: 10_000 });
  #renders = new Map<string, Set<Render>>();

  /** Called by the page cache: the current request begins to render `key`. */
  begins(key: string, moment: number): void {
    const request = this.#request.getStore();
    if (!request) return;
    this.#keys.set(request.path, key);
    const renders = this.#renders.get(key) ?? new Set();
    const render = { began: moment, done: request.done };
    this.#renders.set(key, renders.add(render));
    void request.done.then(() => {
      renders.delete(render);
      if (renders.size === 0 && this.#renders.get(key) === renders) this.#renders.delete(key);
    });
  }

  /**
   * Runs `answer` for a path once no render older than `moment` is under way for it.
   * @param done settles when the answer's headers are known or the request is over
   */
  async pass(
    path: string,
    moment: number,
    done: Promise<void>,
    answer: () => Promise<void>,
  ): Promise<void> {
    const renders = this.#renders.get(this.#keys.get(path) ?? "");
    const older = [...(renders ?? [])].filter((render) => render.began < moment);
    if (older.length > 0) await Promise.all(older.map((render) => render.done));
    return this.#request.run({ path, done }, answer);
  }
}
