import type { RouterOutputs } from "@/trpc/client";

/** An agenda or notes as they were saved at some time. */
export type SavedText = RouterOutputs["meetings"]["textVersion"];

/** What somebody has written of an agenda or of notes and not saved yet. */
export interface TextDraft {
  body: string;
  /** The version that was on the screen when writing began. */
  basedOn: number;
}

function keyOf(meetingId: string, kind: string): string {
  return `colloquy:text:${meetingId}:${kind}`;
}

// Storage can be full, forbidden, or hold what somebody else wrote: then there is no draft.

/** The draft that this browser keeps, or null. */
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

/** Keeps a draft, or with null forgets it. */
export function keepTextDraft(meetingId: string, kind: string, draft: TextDraft | null): void {
  try {
    if (draft) localStorage.setItem(keyOf(meetingId, kind), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(meetingId, kind));
  } catch {}
}
