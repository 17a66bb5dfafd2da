import clsx from "clsx";

/** Keeps the place of what is still on its way. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={clsx("block animate-pulse rounded-md bg-sunken", className)} />
  );
}
