import type { RouterOutputs } from "@/trpc/client";

/** A saved version of an agenda or notes. */
export type SavedText = RouterOutputs["meetings"]["textVersion"];

/** The latest version as a meeting's page shows it: without its source, and without its text where that has no room. */
export type ShownText = NonNullable<RouterOutputs["meetings"]["page"]["member"]>["notes"];

/** An unsaved text of an agenda or notes. */
export interface TextDraft {
  body: string;
  /** The version that was on the screen when writing began. */
  basedOn: number;
}

function keyOf(meetingId: string, kind: string): string {
  return `colloquy:text:${meetingId}:${kind}`;
}

// Storage can be full, forbidden, or hold other data. Then there is no draft.

/** Reads the draft in this browser. */
export function readTextDraft(meetingId: string, kind: string): TextDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(meetingId, kind)) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const { body, basedOn } = kept as Partial<TextDraft>;
    return typeof body === "string" && Number.isInteger(basedOn)
      ? { body, basedOn: basedOn as number }
      : null;
  } catch {
    return null;
  }
}

/** Stores a draft; null deletes it. */
export function saveTextDraft(meetingId: string, kind: string, draft: TextDraft | null): void {
  try {
    if (draft) localStorage.setItem(keyOf(meetingId, kind), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(meetingId, kind));
  } catch {}
}
