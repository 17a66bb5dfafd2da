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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who cannot point scrolls it by keyboard
    <section aria-label={label} tabIndex={0} className={clsx("overflow-x-auto", className)}>
      {children}
    </section>
  );
}
