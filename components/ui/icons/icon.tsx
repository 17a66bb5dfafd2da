import clsx from "clsx";

/** The class of an icon, of Lucide's or ours. The build looks for these letters, so it stands whole wherever it is used. */
export type IconName = `${"lucide" | "ours"}--${string}`;

/**
 * An icon: one element that style alone fills (`app/icons.mjs`), in the colour and size that its classes say. Screen
 * readers pass over it; what it means stands beside it in words.
 */
export function Icon({ of, className }: { of: IconName; className?: string | undefined }) {
  return <span aria-hidden className={clsx("iconify block", of, className)} />;
}
