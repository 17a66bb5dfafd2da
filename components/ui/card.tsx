import clsx from "clsx";
import type { ComponentProps } from "react";

/** A surface around a piece of content. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={clsx("rounded-lg border border-line bg-surface p-4 sm:p-5", className)}
    />
  );
}
