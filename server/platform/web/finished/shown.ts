import { AsyncLocalStorage } from "node:async_hooks";

interface Notes {
  /** Topics of LISTEN/NOTIFY for everything that was read. */
  topics: Set<string>;
  /** Whether a query noted its topics. */
  said: boolean;
  /** Whether a query noted none. */
  silent: boolean;
  /** The time (milliseconds) that the page says of itself. */
  readAt: number;
}

// Next evaluates modules more than once in one process; all copies must share the notes.
const shared = globalThis as { colloquyNotes?: AsyncLocalStorage<Notes> };

function storage(): AsyncLocalStorage<Notes> {
  shared.colloquyNotes ??= new AsyncLocalStorage();
  return shared.colloquyNotes;
}

function blank(readAt: number): Notes {
  return { topics: new Set(), said: false, silent: false, readAt };
}

/**
 * The time (milliseconds) from which on a page has to hear of changes: now, or earlier for a finished page that shows
 * the same as at its first rendering.
 */
export function readingSince(): number {
  return storage().getStore()?.readAt ?? Date.now();
}

/**
 * Notes the topics of what a query reads: the finished page that shows it is dropped when one of them is announced.
 * Called without topics for things that never change while the process runs. Does nothing outside a rendering.
 */
export function noteShown(...topics: string[]): void {
  const notes = storage().getStore();
  if (!notes) return;
  notes.said = true;
  for (const topic of topics) notes.topics.add(topic);
}

/** Runs one call of a procedure. A page with a call that noted nothing is not kept. */
export async function noteCall<Result>(call: () => Promise<Result>): Promise<Result> {
  const page = storage().getStore();
  if (!page) return call();
  const own = blank(page.readAt);
  try {
    return await storage().run(own, call);
  } finally {
    if (own.said) page.said = true;
    if (!own.said || own.silent) page.silent = true;
    for (const topic of own.topics) page.topics.add(topic);
  }
}

/**
 * Renders a page and gathers the topics of what it shows.
 * @param readAt the time that the page says of itself
 * @returns no topics (null) if the page, or a part of it, did not say what it shows
 */
export async function withTopics<Result>(
  make: () => Promise<Result>,
  readAt = Date.now(),
): Promise<{ result: Result; topics: string[] | null }> {
  const notes = blank(readAt);
  const result = await storage().run(notes, make);
  return { result, topics: notes.said && !notes.silent ? [...notes.topics] : null };
}
