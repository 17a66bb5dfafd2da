import { LRUCache } from "lru-cache";
import { type Call, type MakeCall, PageVisit } from "./visit";

/** For this long, a page is not rendered again for the same answers: it may show the time of its rendering. */
export const STEADY_MS = 10_000;
/** An estimate of the memory for a step, in bytes. */
const STEP_BYTES = 1000;

/** The thing that is known to follow: the next calls of the page, or the page as it was rendered. */
type Known<Page> = { calls: readonly Call[] } | { page: Page; bytes: number };

/** A request that no kept page answers. */
export interface Missed<Page> {
  page: null;
  visit: PageVisit;
  /** Keeps the page that was rendered for this visit. @param bytes its size in memory */
  keep: (page: Page, bytes: number) => void;
}

/**
 * Remembers what pages looked like for the answers that they were rendered from. The calls of a page are made for every
 * request, as its reader; only the rendering is saved, where address, calls and all answers are the same. So a kept
 * page can hold nothing that its reader was not just told, and nothing that is out of date.
 */
export class MemoizedPages<Page extends object> {
  readonly #known: LRUCache<string, Known<Page>>;

  /** @param most bytes of all pages together */
  constructor(most: number) {
    this.#known = new LRUCache<string, Known<Page>>({
      maxSize: most,
      maxEntrySize: Math.ceil(most / 4),
      sizeCalculation: (known) => ("calls" in known ? STEP_BYTES : known.bytes),
      ttl: STEADY_MS * 2,
    });
  }

  /**
   * @param address everything besides the answers that the page depends on
   * @param make makes the calls of the page for its reader
   */
  async visit(address: string, make: MakeCall): Promise<{ page: Page } | Missed<Page>> {
    const visit = new PageVisit(make);
    let key = address;
    for (;;) {
      const known = this.#known.get(key);
      if (known && "page" in known) return known;
      if (!known || !(await visit.follow(known.calls))) break;
      key = visit.keyAfter(key, known.calls);
    }
    const from = key;
    return { page: null, visit, keep: (page, bytes) => this.#keep(from, visit, { page, bytes }) };
  }

  #keep(from: string, visit: PageVisit, page: Known<Page>): void {
    const steps = visit.newSteps();
    if (!steps) return;
    let key = from;
    for (const calls of steps) {
      this.#known.set(key, { calls });
      key = visit.keyAfter(key, calls);
    }
    this.#known.set(key, page);
  }
}
