"use client";

import { useEffect } from "react";
import { lazyLibrary, useLibrary } from "@/components/ui/library";

const keyboards = lazyLibrary(() => import("./keyboard"));

/** Fetches what answers the keys when the page is there, because no page needs it to show itself. */
export function LateKeyboard() {
  const { parts, fetch } = useLibrary(keyboards);
  useEffect(fetch, [fetch]);
  return parts ? <parts.Keyboard /> : null;
}
