import type { ReactNode } from "react";

/** The message of an empty list, with a suggestion for the next step. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-lg border border-line border-dashed px-6 py-10 text-center">
      <p className="font-serif text-lg">{title}</p>
      <div className="mt-2 text-muted">{children}</div>
    </div>
  );
}
