/** Callbacks for the last of a row of quick changes. */
interface Told<Answer> {
  done(answer: Answer): void;
  failed(error: unknown): void;
}

/**
 * Sends one value after the other, and of those that come while one is under way only the last:
 * however fast somebody changes their mind, the last choice is the one that is stored.
 */
export class LatestWins<Wish, Answer> {
  #next: { wish: Wish } | null = null;
  #busy = false;

  constructor(
    private readonly send: (wish: Wish) => Promise<Answer>,
    private readonly told: Told<Answer>,
  ) {}

  /** Sends a value at once, or as soon as the one under way has come back. */
  want(wish: Wish): void {
    this.#next = { wish };
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next) {
      const { wish } = this.#next;
      this.#next = null;
      try {
        const answer = await this.send(wish);
        if (!this.#next) this.told.done(answer);
      } catch (error) {
        if (!this.#next) this.told.failed(error);
      }
    }
    this.#busy = false;
  }
}
