/** A note typed but not saved. */
export interface NoteDraft {
  body: string;
  /** The version of the saved note when writing began; 0 for a new one. */
  basedOn: number;
}

/** The place of a draft. Several people may use one browser, and a note is nobody else's business. */
export interface DraftOf {
  /** Their handle. */
  viewer: string;
  paperId: string;
  /** Null for a new note. */
  noteId: string | null;
}

function keyOf({ viewer, paperId, noteId }: DraftOf): string {
  return `colloquy:note:${viewer}:${paperId}:${noteId ?? "new"}`;
}

// Storage can be full, forbidden, or hold other data. Then there is no draft.

/** Reads the draft in this browser. */
export function readNoteDraft(of: DraftOf): NoteDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(of)) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { body, basedOn } = kept as Partial<NoteDraft>;
    return typeof body === "string" && Number.isInteger(basedOn)
      ? { body, basedOn: basedOn as number }
      : null;
  } catch {
    return null;
  }
}

/** Stores a draft; null deletes it. */
export function keepNoteDraft(of: DraftOf, draft: NoteDraft | null): void {
  try {
    if (draft) localStorage.setItem(keyOf(of), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(of));
  } catch {}
}
