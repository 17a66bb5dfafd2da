/** The order that locked pairs imply, directly or through others; one bit per pair. */
export class Standing {
  readonly #size: number;
  /** Machine words per row. */
  readonly #width: number;
  readonly #rows: Uint32Array;

  constructor(size: number, rows?: Uint32Array) {
    this.#size = size;
    this.#width = Math.ceil(size / 32);
    this.#rows = rows ?? new Uint32Array(size * this.#width);
  }

  /** The steps that one pass over all rows takes. */
  get cost(): number {
    return this.#rows.length;
  }

  copy(): Standing {
    return new Standing(this.#size, this.#rows.slice());
  }

  has(above: number, below: number): boolean {
    return (((this.#rows[above * this.#width + (below >> 5)] ?? 0) >>> (below & 31)) & 1) === 1;
  }

  hasAbove(place: number): boolean {
    for (let other = 0; other < this.#size; other++) if (this.has(other, place)) return true;
    return false;
  }

  /** Finds the candidates that nobody stands above. */
  tops(): number[] {
    return Array.from({ length: this.#size }, (_, place) => place).filter(
      (place) => !this.hasAbove(place),
    );
  }

  /** Puts the first candidate above the second. Everybody above the first is then above everybody below the second. */
  lock(winner: number, loser: number): void {
    if (this.has(winner, loser)) return;
    const width = this.#width;
    for (let above = 0; above < this.#size; above++) {
      if (above !== winner && !this.has(above, winner)) continue;
      for (let word = 0; word < width; word++)
        or(this.#rows, above * width + word, this.#rows[loser * width + word] ?? 0);
      or(this.#rows, above * width + (loser >> 5), 1 << (loser & 31));
    }
  }

  /** Finds everybody below each loser of some pairs, as if all these pairs were locked too. */
  belowWith(pairs: readonly { winner: number; loser: number }[]): Map<number, Uint32Array> {
    const width = this.#width;
    const links = this.#rows.slice();
    for (const { winner, loser } of pairs)
      or(links, winner * width + (loser >> 5), 1 << (loser & 31));
    const below = new Map<number, Uint32Array>();
    for (const { loser } of pairs)
      if (!below.has(loser)) below.set(loser, reached(links, width, loser));
    return below;
  }

  key(): string {
    let key = "";
    for (const word of this.#rows) key += String.fromCharCode(word & 0xffff, word >>> 16);
    return key;
  }
}

function or(words: Uint32Array, at: number, bits: number): void {
  words[at] = (words[at] ?? 0) | bits;
}

/** Finds everybody that can be reached from one place by links. */
function reached(links: Uint32Array, width: number, from: number): Uint32Array {
  const found = new Uint32Array(width);
  const open = [from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    for (let word = 0; word < width; word++) {
      let news = (links[place * width + word] ?? 0) & ~(found[word] ?? 0);
      or(found, word, news);
      while (news !== 0) {
        const bit = 31 - Math.clz32(news);
        open.push(word * 32 + bit);
        news &= ~(1 << bit);
      }
    }
  }
  return found;
}
