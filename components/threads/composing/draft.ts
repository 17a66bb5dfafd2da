import { LABELS, threadPath } from "@/server/threads/rules";
import type { Label, Place } from "@/server/threads/schema";

/** A comment typed but not sent yet. */
export interface Draft {
  body: string;
  label: Label | null;
  spoiler: string | null;
  /** The last attempt to send it: the same words keep the same key, so that a retry makes no second comment. */
  attempt?: { body: string; clientKey: string };
}

/** Names the storage key of a draft: one for each thread, and for each reply or edit in it. */
export function draftKey(place: Place, what: string): string {
  return `colloquy:draft:${threadPath(place)}:${what}`;
}

// Storage can be full, forbidden, or hold something else under the key: then there is no draft.

/** Reads a draft from the browser's storage; null without a valid one. */
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

/** Stores a draft; deletes one without text. */
export function keepDraft(key: string, draft: Draft): void {
  try {
    if (draft.body.trim() === "") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(draft));
  } catch {}
}

/** Deletes a draft. */
export function dropDraft(key: string): void {
  keepDraft(key, { body: "", label: null, spoiler: null });
}

/** Chooses the clientKey for a text: that of the last attempt if the words are the same. */
export function keyFor(body: string, draft: Draft | null): string {
  return draft?.attempt?.body === body ? draft.attempt.clientKey : crypto.randomUUID();
}
