"use client";

import { SUSPENDED } from "./suspended";
import { useViewer } from "./viewer";

/** Says on every page why nothing can be written, to whom it concerns. */
export function SuspendedNotice() {
  const { viewer } = useViewer();
  if (!viewer?.suspended) return null;
  return (
    <p role="status" className="border-danger border-b-2 bg-surface px-4 py-3 text-center">
      {SUSPENDED}
    </p>
  );
}
