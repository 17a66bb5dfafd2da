// Rounds of digests, which follow each other without a pause.
import "server-only";

/** A digest of a round, and the check of the round right before it is sent. */
export interface Turn<Digest, Check> {
  one: Digest;
  check: Check;
}

/**
 * Gives the digests of round after round to the connections that send them, without a pause between two rounds: the
 * next one is read while the last digests of one are sent.
 */
export class Rounds<Digest, Check> {
  readonly #read: () => Promise<Digest[] | null>;
  readonly #checkFor: (round: readonly Digest[]) => Check;
  readonly #lastFew: number;
  #left: Turn<Digest, Check>[] = [];
  #coming: Promise<boolean> | null = null;
  /** The look for the next round that began while digests were left. */
  #early: Promise<boolean> | null = null;
  /** Whether the next round was looked for before the end of this one. */
  #hasLooked = false;
  #isOver = false;

  /**
   * @param read takes and renders a round; null if nothing waits
   * @param checkFor makes the check of a round
   * @param lastFew when this many are left, the next round is read
   */
  constructor(
    read: () => Promise<Digest[] | null>,
    checkFor: (round: readonly Digest[]) => Check,
    lastFew: number,
  ) {
    this.#read = read;
    this.#checkFor = checkFor;
    this.#lastFew = lastFew;
  }

  /**
   * Returns the next digest; null when none waits, or after `stop`. A connection that gives a digest back may ask again
   * and gets it, also after others were told that none waits. @throws the fault of reading a round
   */
  async next(): Promise<Turn<Digest, Check> | null> {
    while (!this.#isOver) {
      const turn = this.#left.pop();
      if (turn) {
        // The next round is read again, and its fault is thrown, once nothing is left.
        if (!this.#hasLooked && this.#left.length <= this.#lastFew) this.#lookEarly();
        return turn;
      }
      // Digests may have arrived since an early look found none.
      if (this.#early && (await this.#early)) continue;
      if (!(await this.#look())) return null;
    }
    return null;
  }

  /** Ends the rounds: what is left waits for the end of its lease. */
  stop(): void {
    this.#isOver = true;
  }

  #lookEarly(): void {
    this.#hasLooked = true;
    this.#early = this.#look()
      .catch(() => false)
      .finally(() => {
        this.#early = null;
      });
  }

  /** Reads the next round, once for all who look meanwhile. @returns whether there was one */
  #look(): Promise<boolean> {
    this.#coming ??= this.#read()
      .then((round) => {
        if (round) this.#hasLooked = false;
        const check = this.#checkFor(round ?? []);
        // The last is taken first.
        const turns = (round ?? []).map((one) => ({ one, check })).reverse();
        this.#left = [...turns, ...this.#left];
        return round !== null;
      })
      .finally(() => {
        this.#coming = null;
      });
    return this.#coming;
  }
}
