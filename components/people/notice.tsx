import clsx from "clsx";
import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

/** A sentence above the page: an error, or a confirmation. */
export function Notice({
  kind = "done",
  children,
}: {
  kind?: "done" | "wrong";
  children: ReactNode;
}) {
  const Icon = kind === "wrong" ? CircleAlert : CircleCheck;
  return (
    <div
      role={kind === "wrong" ? "alert" : "status"}
      className={clsx(
        "flex gap-3 rounded-lg border bg-surface px-4 py-3",
        kind === "wrong" ? "border-danger" : "border-line",
      )}
    >
      <Icon
        aria-hidden
        className={clsx("mt-0.5 size-5 shrink-0", kind === "wrong" ? "text-danger" : "text-accent")}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
