import { useEffect, useState } from "react";
import { takeIntentFrom } from "@/components/people/sign-in/intent";
import type { Place } from "@/server/threads/schema";
import { draftKey } from "../composing/draft";

/**
 * The name of the draft that the viewer wrote as a guest, right after they have signed in; null without one. Its form is
 * opened for them, and they post it.
 * @param writes whether the viewer may write here
 */
export function useResumed(place: Place, writes: boolean): string | null {
  const [resumed, setResumed] = useState<string | null>(null);
  useEffect(() => {
    if (!writes) return;
    const draft = takeIntentFrom("comment", draftKey(place, ""));
    if (draft !== null) setResumed(draft);
  }, [place, writes]);
  return resumed;
}
