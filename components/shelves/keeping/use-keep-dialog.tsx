"use client";

import { useState } from "react";
import { lazyLibrary, useLibrary } from "@/components/ui/library";

interface Kept {
  id: string;
  title: string;
}

const windows = lazyLibrary(() => import("./keep-dialog"));

/**
 * The window in which papers are kept. One, fetched when it first opens, serves a whole page.
 * @param onChanged for a page that shows what is kept
 */
export function useKeepDialog(onChanged?: () => void) {
  const { parts, fetch } = useLibrary(windows);
  const [asked, setAsked] = useState<{ paper: Kept; open: boolean } | null>(null);
  return {
    open(paper: Kept) {
      fetch();
      setAsked({ paper, open: true });
    },
    window:
      asked && parts ? (
        <parts.KeepDialog
          {...asked}
          onClose={() => setAsked({ ...asked, open: false })}
          onChanged={onChanged}
        />
      ) : null,
  };
}
