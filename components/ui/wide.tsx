import clsx from "clsx";
import type { ReactNode } from "react";

interface Props {
  /** What it is, for who comes to it by keyboard. */
  label: string;
  className?: string;
  children: ReactNode;
}

/** Holds what may be wider than the screen and scrolls by itself, by keyboard too. */
export function Wide({ label, className, children }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: who cannot point scrolls it by keyboard
      tabIndex={0}
      className={clsx("relative min-w-0 overflow-x-auto print:overflow-visible", className)}
    >
      {children}
    </section>
  );
}
