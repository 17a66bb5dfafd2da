import clsx from "clsx";
import type { ReactNode } from "react";

interface Props {
  /** The label for people who reach it by keyboard. */
  label: string;
  className?: string;
  children: ReactNode;
}

/**
 * A container for content wider than the screen. It scrolls by itself, also by keyboard. In a table, long words
 * break, and columns of words keep a readable width.
 */
export function Wide({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: people without a pointer scroll it by keyboard
      tabIndex={0}
      className={clsx("wide relative min-w-0 overflow-x-auto print:overflow-visible", className)}
    >
      {children}
    </section>
  );
}
