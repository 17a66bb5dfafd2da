import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icons/icon";

interface Props {
  title: string;
  /** A summary of the present choices. */
  now: ReactNode;
  children: ReactNode;
}

/** Choices with defaults, folded until they are wanted. */
export function MoreChoices({ title, now, children }: Props) {
  return (
    <details className="group rounded-lg border border-line bg-surface">
      <summary className="flex min-h-11 cursor-pointer list-none items-start gap-2 px-4 py-3">
        <Icon
          of="lucide--chevron-right"
          className="mt-1 size-4 shrink-0 transition-transform group-open:rotate-90"
        />
        <span>
          <span className="font-medium">{title}</span>
          <span className="block text-muted text-sm first-letter:uppercase">{now}</span>
        </span>
      </summary>
      <div className="grid gap-6 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}
