/** The most places under one key. */
export interface Bound {
  key: string;
  most: number;
}

/** Counts things that are open at the same time, with a limit per key. */
export class Places {
  readonly #taken = new Map<string, number>();

  /** Counts the places taken under a key. */
  taken(key: string): number {
    return this.#taken.get(key) ?? 0;
  }

  /**
   * Takes a place under each of these keys, or under none if one of them is full.
   * @returns a function that gives them back, once however often it is called; or the bound that is full
   */
  take(bounds: readonly Bound[]): (() => void) | Bound {
    const full = bounds.find(({ key, most }) => this.taken(key) >= most);
    if (full) return full;
    for (const { key } of bounds) this.#taken.set(key, this.taken(key) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      for (const { key } of bounds) {
        const left = this.taken(key) - 1;
        if (left > 0) this.#taken.set(key, left);
        else this.#taken.delete(key);
      }
    };
  }
}
