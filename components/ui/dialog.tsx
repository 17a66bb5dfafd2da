"use client";

import { type ReactNode, useEffect } from "react";
import { lazyLibrary, useLibrary } from "./library";

const windows = lazyLibrary(() => import("./dialog-window"));

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called when it has closed, to give the focus to something else than what had it before. */
  onClosed?: (() => void) | undefined;
  title: string;
  /** A sentence under the title. */
  lead?: ReactNode;
  children: ReactNode;
}

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
