import { openSource } from "./source";

/** A page in the background lets its stream go after this time: browsers hold six a site. */
const HIDDEN_MS = 20_000;
/** A page whose stream ended opens another after this time, and not all pages at once. */
const REOPEN_MS = 1000;
const REOPEN_SPREAD_MS = 2000;
/** Wait after a refusal, twice as long after each further one. */
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 60_000;
/** Pages of one crowd ask one after the other: this much later for each that watches. */
const MS_A_WATCHER = 1;
const LATEST_MS = 1000;

type Listener = () => void;

/**
 * The one stream that a page has open, for everything that its parts watch. It says that something changed, never what; the
 * parts read it again. After sleep or a lost connection it goes on from the last word it heard, so that nothing is
 * missed. Where the server has no place for it, the parts read everything again now and then.
 */
export class Stream {
  #listeners = new Map<string, Set<Listener>>();
  #letGo: (() => void) | undefined;
  #opened = "";
  /** Server time (milliseconds) up to which everything is known; earliest of what the parts said. */
  #since: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hidden: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  watch(watch: string, since: number | null, listener: Listener): () => void {
    const there = this.#listeners.get(watch) ?? new Set();
    this.#listeners.set(watch, there.add(listener));
    if (since !== null) this.#since = Math.min(this.#since ?? since, since);
    this.#soon();
    return () => {
      there.delete(listener);
      if (there.size === 0 && this.#listeners.get(watch) === there) this.#listeners.delete(watch);
      this.#soon();
    };
  }

  /** Follows what the browser does with the page. @returns a function that ends it */
  begin(): () => void {
    const seen = () => {
      clearTimeout(this.#hidden);
      if (document.visibilityState === "visible") this.#soon();
      else this.#hidden = setTimeout(() => this.#close(), HIDDEN_MS);
    };
    const online = () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#soon();
    };
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", online);
    window.addEventListener("pageshow", online);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", online);
      window.removeEventListener("pageshow", online);
      clearTimeout(this.#hidden);
      clearTimeout(this.#timer);
      this.#close();
    };
  }

  #soon(ms = 50): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reopen(), ms);
  }

  #close(): void {
    this.#letGo?.();
    this.#letGo = undefined;
    this.#opened = "";
  }

  #reopen(): void {
    const watches = [...this.#listeners.keys()].sort();
    const wanted = watches.join("\n");
    if (wanted === this.#opened) return;
    this.#close();
    if (watches.length === 0 || document.visibilityState !== "visible") return;
    this.#opened = wanted;
    let over = false;
    /** Does this for the end of the stream, unless it was let go. */
    const atEnd = (next: () => void) => {
      if (over) return;
      this.#close();
      next();
    };
    const close = openSource(
      { watches, since: this.#since },
      {
        onWord: (id, word) => {
          if (over) return;
          this.#retryMs = FIRST_RETRY_MS;
          this.#since = Number(id);
          if (word.say !== "changed") return;
          const wait = Math.random() * Math.min(word.crowd * MS_A_WATCHER, LATEST_MS);
          setTimeout(() => this.#tell(word.watch), wait);
        },
        // The browser would try again by itself, all pages at once when a site comes back.
        onEnd: () => atEnd(() => this.#soon(REOPEN_MS + REOPEN_SPREAD_MS * Math.random())),
        onRefusal: () => atEnd(() => this.#waitLonger(watches)),
      },
    );
    this.#letGo = () => {
      over = true;
      close();
    };
  }

  /** After a refusal. A page that is refused for long is not left with what it first showed. */
  #waitLonger(watches: readonly string[]): void {
    if (this.#retryMs === LAST_RETRY_MS) for (const watch of watches) this.#tell(watch);
    this.#soon(this.#retryMs * (1 + Math.random()));
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #tell(watch: string): void {
    for (const listener of [...(this.#listeners.get(watch) ?? [])]) listener();
  }
}
