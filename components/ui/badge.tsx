import type { ReactNode } from "react";

/** A word about a thing: its state, its topic. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-full bg-sunken px-2 py-0.5 text-ink text-xs">
      {children}
    </span>
  );
}
