import { readDraft, type StoredDraft, storeDraft } from "@/components/ui/fields/stored-draft";

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

/** Reads the draft of a note in this browser. A new note is based on version 0. */
export function readNoteDraft(of: DraftOf): StoredDraft | null {
  return readDraft(keyOf(of));
}

/** Stores a draft; null deletes it. */
export function keepNoteDraft(of: DraftOf, draft: StoredDraft | null): void {
  storeDraft(keyOf(of), draft);
}
