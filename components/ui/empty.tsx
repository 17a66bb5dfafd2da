import type { ReactNode } from "react";

/** What stands where nothing is yet: says so, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-lg border border-line border-dashed px-6 py-10 text-center">
      <p className="font-serif text-lg">{title}</p>
      <div className="mt-2 text-muted">{children}</div>
    </div>
  );
}
