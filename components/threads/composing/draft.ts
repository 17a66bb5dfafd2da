import { LABELS, type Label } from "@/server/threads/schema";
import { type Place, threadPath } from "../place";

/** What somebody has typed and chosen, and not sent yet. */
export interface Draft {
  body: string;
  label: Label | null;
  spoiler: string | null;
  /** The last try to send it: the same words go with the same key, so that they make one comment. */
  attempt?: { body: string; clientKey: string };
}

/** Where a draft is kept: one for each thread and comment that is answered or edited. */
export function draftKey(place: Place, what: string): string {
  return `colloquy:draft:${threadPath(place)}:${what}`;
}

// Storage can be full, forbidden, or hold what somebody else wrote: then there is no draft.

/** The draft that this browser keeps, or null. */
export function readDraft(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { body, label, spoiler, attempt } = kept as Partial<Draft>;
    if (typeof body !== "string") return null;
    const tried = typeof attempt?.body === "string" && typeof attempt.clientKey === "string";
    return {
      body,
      label: LABELS.find((one) => one === label) ?? null,
      spoiler: typeof spoiler === "string" ? spoiler : null,
      ...(tried ? { attempt } : {}),
    };
  } catch {
    return null;
  }
}

/** Keeps a draft; one without words is forgotten. */
export function keepDraft(key: string, draft: Draft): void {
  try {
    if (draft.body.trim() === "") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {}
}

/** Forgets what has been sent. */
export function dropDraft(key: string): void {
  keepDraft(key, { body: "", label: null, spoiler: null });
}

/** The key to send these words with. */
export function keyFor(body: string, draft: Draft | null): string {
  return draft?.attempt?.body === body ? draft.attempt.clientKey : crypto.randomUUID();
}
