import clsx from "clsx";
import { HALF_LIFE_DAYS } from "@/server/papers/rules";

/** Says how the trending order comes about. It opens without JavaScript. */
export function HowItTrends({ className }: { className?: string }) {
  return (
    <details className={clsx("max-w-[50ch] text-muted text-sm print:hidden", className)}>
      <summary className="inline-flex min-h-8 cursor-pointer items-center underline">
        How papers trend
      </summary>
      <p className="mt-1">
        Each upvote counts, and counts half as much after every {HALF_LIFE_DAYS} days. Being added
        counts as one upvote on that day. Upvotes from new accounts count little at first, so that
        nobody can push a paper with a handful of them.
      </p>
    </details>
  );
}
