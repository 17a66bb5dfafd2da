"use client";

import type { KeyboardEvent, ReactNode } from "react";

/** Details that lie over the page: Escape folds them, and the focus returns to the word that unfolds them. Without JavaScript they unfold too. */
export function Unfolding({ className, children }: { className: string; children: ReactNode }) {
  const fold = (event: KeyboardEvent<HTMLDetailsElement>) => {
    const details = event.currentTarget;
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
  };
  return (
    <details className={className} onKeyDown={fold}>
      {children}
    </details>
  );
}
