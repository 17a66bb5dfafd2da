import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";

interface Props {
  /** The label for screen readers. */
  label: string;
  /** Tabs in display order. */
  tabs: readonly { key: string; href: string; words: ReactNode }[];
  /** The key of the current tab. */
  current: string;
}

/** Tabs that are links, each with an address of its own. */
export function TabLinks({ label, tabs, current }: Props) {
  return (
    <nav aria-label={label} className="-mt-2 mb-6 overflow-x-auto border-line border-b">
      <ul className="flex gap-1">
        {tabs.map(({ key, href, words }) => (
          <li key={key}>
            <Link
              href={href}
              aria-current={key === current ? "page" : undefined}
              className={clsx(
                "-outline-offset-2 inline-flex min-h-11 items-center whitespace-nowrap border-b-2 px-3 no-underline",
                key === current
                  ? "border-accent font-semibold"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
