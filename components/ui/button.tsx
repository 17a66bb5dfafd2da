import clsx from "clsx";
import type { ComponentProps } from "react";
import { Link } from "./links/link";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:opacity-90",
  secondary: "border border-line bg-surface text-ink hover:bg-sunken",
  quiet: "text-accent hover:bg-sunken",
  danger: "border border-danger text-danger hover:bg-sunken",
} as const;

interface Look {
  variant?: keyof typeof VARIANTS;
  /** A small one is lower than the others, but not under a thumb. */
  size?: "small" | "normal";
}

function look({ variant = "secondary", size = "normal" }: Look, more?: string): string {
  return clsx(
    // Text breaks anywhere; a label does not, so that a long neighbour cannot squeeze it into two halves.
    "inline-flex wrap-break-word items-center justify-center gap-1.5 rounded-md font-medium no-underline transition-colors disabled:opacity-60 aria-disabled:opacity-60",
    size === "small" ? "min-h-10 px-2.5 text-sm sm:min-h-8" : "min-h-10 px-4 text-[0.95rem]",
    VARIANTS[variant],
    more,
  );
}

const hold: ComponentProps<"button">["onClick"] = (event) => event.preventDefault();

/**
 * A button. While its action is `pending` it does nothing, but keeps the focus, which a disabled one would lose: people
 * with a keyboard go on from where they are.
 */
export function Button({
  variant,
  size,
  pending = false,
  className,
  type = "button",
  onClick,
  ...rest
}: ComponentProps<"button"> & Look & { pending?: boolean }) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? hold : onClick}
      className={look({ variant, size }, className)}
    />
  );
}

/** A link that looks like a button. */
export function LinkButton({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={look({ variant, size }, className)} />;
}

/** A link to a file or another site that looks like a button. */
export function AnchorButton({ variant, size, className, ...rest }: ComponentProps<"a"> & Look) {
  return <a {...rest} className={look({ variant, size }, className)} />;
}
