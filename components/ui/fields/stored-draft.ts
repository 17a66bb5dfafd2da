/** A text that somebody has typed and not saved. */
export interface StoredDraft {
  body: string;
  /** The saved version that was on the screen when writing began. */
  basedOn: number;
}

// Storage can be full, forbidden, or hold other data. Then there is no draft.

/** Reads the draft in this browser. @param key its place, which names everything that tells it from others */
export function readDraft(key: string): StoredDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { body, basedOn } = kept as Partial<StoredDraft>;
    return typeof body === "string" && Number.isInteger(basedOn)
      ? { body, basedOn: basedOn as number }
      : null;
  } catch {
    return null;
  }
}

/** Stores a draft; null deletes it. */
export function storeDraft(key: string, draft: StoredDraft | null): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft));
    else localStorage.removeItem(key);
  } catch {}
}
