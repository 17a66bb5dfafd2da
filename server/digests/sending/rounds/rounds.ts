// Rounds of digests, which follow each other without a pause.
import "server-only";

/** A digest of a round, and the check of the round right before it is sent. */
export interface Turn<Digest, Check> {
  one: Digest;
  check: Check;
}

interface Look {
  /** Whether there was a round. */
  found: boolean;
  /** How many digests had been given back when the look began. */
  givenBack: number;
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
  #coming: Promise<Look> | null = null;
  /** The look for the next round that began while digests were left. */
  #early: Promise<boolean> | null = null;
  /** Whether the next round was looked for before the end of this one. */
  #hasLooked = false;
  #isStopped = false;
  /** How many digests were given back. */
  #givenBack = 0;
  /** How many had been when a look last began that found nothing. */
  #emptyAt = -1;

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

  /** Returns the next digest; null when none waits, or after `stop`. @throws the fault of reading a round */
  async next(): Promise<Turn<Digest, Check> | null> {
    // Once nothing is found, only a digest that was given back since is worth another look.
    while (!this.#isStopped && this.#emptyAt < this.#givenBack) {
      const turn = this.#left.pop();
      if (turn) {
        // The next round is read again, and its fault is thrown, once nothing is left.
        if (!this.#hasLooked && this.#left.length <= this.#lastFew) this.#lookEarly();
        return turn;
      }
      // Digests may have arrived since an early look found none.
      if (this.#early && (await this.#early)) continue;
      const { found, givenBack } = await this.#look();
      if (!found) this.#emptyAt = givenBack;
    }
    return null;
  }

  /** Says that a digest was given back, so that it is read again even if nothing else waits. */
  noteGivenBack(): void {
    this.#givenBack++;
  }

  /** Ends the rounds: what is left waits for the end of its lease. */
  stop(): void {
    this.#isStopped = true;
  }

  #lookEarly(): void {
    this.#hasLooked = true;
    this.#early = this.#look()
      .then(({ found }) => found)
      .catch(() => false)
      .finally(() => {
        this.#early = null;
      });
  }

  /** Reads the next round, once for all who look meanwhile. */
  #look(): Promise<Look> {
    const givenBack = this.#givenBack;
    this.#coming ??= this.#read()
      .then((round) => {
        if (round) this.#hasLooked = false;
        const check = this.#checkFor(round ?? []);
        // The last is taken first.
        const turns = (round ?? []).map((one) => ({ one, check })).reverse();
        this.#left = [...turns, ...this.#left];
        return { found: round !== null, givenBack };
      })
      .finally(() => {
        this.#coming = null;
      });
    return this.#coming;
  }
}
