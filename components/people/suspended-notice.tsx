"use client";

import { SUSPENDED } from "./suspended";
import { useViewer } from "./viewer";

/** Tells suspended people on every page why they cannot write. */
export function SuspendedNotice() {
  const { viewer } = useViewer();
  if (!viewer?.suspended) return null;
  return (
    <p role="status" className="border-danger border-b-2 bg-surface px-4 py-3 text-center">
      {SUSPENDED}
    </p>
  );
}
