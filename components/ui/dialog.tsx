"use client";

import { useEffect } from "react";
import type { DialogProps } from "./dialog-window";
import { lazyLibrary, useLibrary } from "./library";

const windows = lazyLibrary(() => import("./dialog-window"));

/**
 * A window over the page; Escape and a click beside it close it, and the focus returns to what had it before. It is
 * fetched when it first opens.
 */
export function Dialog(props: DialogProps) {
  const { open } = props;
  const { parts, fetch } = useLibrary(windows);
  useEffect(() => {
    if (open) fetch();
  }, [open, fetch]);
  return parts ? <parts.DialogWindow {...props} /> : null;
}
