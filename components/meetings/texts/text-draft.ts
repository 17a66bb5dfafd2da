import { readDraft, type StoredDraft, storeDraft } from "@/components/ui/fields/stored-draft";
import type { RouterOutputs } from "@/trpc/client";

/** A saved version of an agenda or notes. */
export type SavedText = RouterOutputs["meetings"]["textVersion"];

/** The latest version as a meeting's page shows it: without its source, and without its text where that has no room. */
export type ShownText = NonNullable<RouterOutputs["meetings"]["page"]["member"]>["notes"];

function keyOf(meetingId: string, kind: string): string {
  return `colloquy:text:${meetingId}:${kind}`;
}

/** Reads the draft in this browser. */
export function readTextDraft(meetingId: string, kind: string): StoredDraft | null {
  return readDraft(keyOf(meetingId, kind));
}

/** Stores a draft; null deletes it. */
export function saveTextDraft(meetingId: string, kind: string, draft: StoredDraft | null): void {
  storeDraft(keyOf(meetingId, kind), draft);
}
