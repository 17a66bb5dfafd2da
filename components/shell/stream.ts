import { PATHS } from "@/server/platform/web/addresses";

/** A page in the background lets its stream go after this time: browsers hold six a site. */
const HIDDEN_MS = 20_000;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 60_000;
/** Pages of one crowd ask one after the other: this much later for each that watches. */
const MS_A_WATCHER = 1;
const LATEST_MS = 1000;

type Listener = () => void;

/**
 * The one stream of server-sent events that a page has open, for all that its parts watch. It says that
 * something changed, never what; the parts read it again. After sleep or a lost connection it goes on
 * from the last word it heard, so that nothing is missed. Where the server has no place for it, the parts
 * read everything again now and then.
 */
export class Stream {
  #listeners = new Map<string, Set<Listener>>();
  #source: EventSource | undefined;
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
    this.#timer = setTimeout(() => this.#open(), ms);
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#opened = "";
  }

  #open(): void {
    const watches = [...this.#listeners.keys()].sort();
    const wanted = watches.join("\n");
    if (wanted === this.#opened && this.#source?.readyState !== EventSource.CLOSED) return;
    this.#close();
    if (watches.length === 0 || document.visibilityState !== "visible") return;
    const query = new URLSearchParams(watches.map((watch) => ["watch", watch]));
    if (this.#since !== null) query.set("since", String(this.#since));
    const source = new EventSource(`${PATHS.live}?${query}`);
    this.#source = source;
    this.#opened = wanted;
    const heard = ({ lastEventId }: MessageEvent) => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#since = Number(lastEventId) || this.#since;
    };
    source.addEventListener("hello", heard);
    source.addEventListener("beat", heard);
    source.addEventListener("changed", (event: MessageEvent<string>) => {
      heard(event);
      const { watch, crowd } = JSON.parse(event.data) as { watch: string; crowd: number };
      const wait = Math.random() * Math.min(crowd * MS_A_WATCHER, LATEST_MS);
      setTimeout(() => this.#tell(watch), wait);
    });
    source.addEventListener("error", () => {
      // The browser reopens a stream that broke off; after a refusal we do.
      if (source.readyState !== EventSource.CLOSED || this.#source !== source) return;
      // A page that is refused for long is not left with what it first showed.
      if (this.#retryMs === LAST_RETRY_MS) for (const watch of watches) this.#tell(watch);
      this.#soon(this.#retryMs * (1 + Math.random()));
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    });
  }

  #tell(watch: string): void {
    for (const listener of [...(this.#listeners.get(watch) ?? [])]) listener();
  }
}
