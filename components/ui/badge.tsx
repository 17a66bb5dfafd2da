import type { ReactNode } from "react";

/** A label: a state or a topic. */
export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex items-center rounded-full bg-sunken px-2 py-0.5 text-ink text-xs">
      {children}
    </span>
  );
}
