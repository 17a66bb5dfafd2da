// A guest's press of a button that needs an account, kept in this browser until they have signed in. No link carries it:
// otherwise a link of somebody else's could act for whoever follows it.
const KEY = "colloquy.intent";
/** Milliseconds that it counts: as long as signing in may take, so that it is not done for the next person here. */
const LASTS_MS = 30 * 60_000;

type Kind = "upvote" | "join" | "ask" | "comment";

interface Intent {
  kind: Kind;
  /** The paper's id, the group's address, or the key of the comment's draft. */
  id: string;
  at: number;
}

/** Whether a stored value is an intent. Written by hand: the pages that need it would otherwise load a library for it. */
function isIntent(value: unknown): value is Intent {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, at } = value as Partial<Record<keyof Intent, unknown>>;
  return typeof kind === "string" && typeof id === "string" && typeof at === "number";
}

/** Keeps what a guest wanted to do; the latest press counts. */
export function keepIntent(kind: Kind, id: string, now = Date.now()): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ kind, id, at: now }));
  } catch {
    // Without storage they press again.
  }
}

/** Takes an intent, once. @returns whether this is what the person wanted to do before they signed in */
export function takeIntent(kind: Kind, id: string, now = Date.now()): boolean {
  return takeWhere(kind, (kept) => kept === id, now) !== null;
}

/** Takes an intent whose id begins with these characters, once. @returns the rest of its id; null without one */
export function takeIntentFrom(kind: Kind, start: string, now = Date.now()): string | null {
  return takeWhere(kind, (kept) => kept.startsWith(start), now)?.slice(start.length) ?? null;
}

function takeWhere(kind: Kind, isMeant: (id: string) => boolean, now: number): string | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "");
    if (!isIntent(kept) || kept.kind !== kind || !isMeant(kept.id)) return null;
    localStorage.removeItem(KEY);
    return now - kept.at <= LASTS_MS && kept.at <= now ? kept.id : null;
  } catch {
    return null;
  }
}
