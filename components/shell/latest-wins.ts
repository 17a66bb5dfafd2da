/** Callbacks for the last of a row of quick changes. */
interface Callbacks<Answer> {
  done(answer: Answer): void;
  failed(error: unknown): void;
}

/**
 * Sends one value at a time. Of the values that come in the meantime, only the last is sent: however fast
 * somebody changes their mind, their last choice is stored.
 */
export class LatestWins<Value, Answer> {
  #next: { value: Value } | null = null;
  #busy = false;

  constructor(
    private readonly send: (value: Value) => Promise<Answer>,
    private readonly callbacks: Callbacks<Answer>,
  ) {}

  /** Sends a value at once, or as soon as the one under way has come back. */
  want(value: Value): void {
    this.#next = { value };
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    while (this.#next) {
      const { value } = this.#next;
      this.#next = null;
      try {
        const answer = await this.send(value);
        if (!this.#next) this.callbacks.done(answer);
      } catch (error) {
        if (!this.#next) this.callbacks.failed(error);
      }
    }
    this.#busy = false;
  }
}
