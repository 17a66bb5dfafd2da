import clsx from "clsx";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons/icon";

/** A sentence above the page: an error, or a confirmation. */
export function Notice({
  kind = "done",
  children,
}: {
  kind?: "done" | "wrong";
  children: ReactNode;
}) {
  const icon = kind === "wrong" ? "lucide--circle-alert" : "lucide--circle-check";
  return (
    <div
      role={kind === "wrong" ? "alert" : "status"}
      className={clsx(
        "flex gap-3 rounded-lg border bg-surface px-4 py-3",
        kind === "wrong" ? "border-danger" : "border-line",
      )}
    >
      <Icon
        of={icon}
        className={clsx("mt-0.5 size-5 shrink-0", kind === "wrong" ? "text-danger" : "text-accent")}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
