"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/links/link";
import {
  ballotsPath,
  groupModerationPath,
  groupPapersPath,
  groupPath,
  groupSettingsPath,
  historyPath,
  meetingsPath,
  membersPath,
  threadsPath,
} from "@/server/platform/web/addresses";

interface Props {
  slug: string;
  /** Whether the viewer is a member, and an organizer. */
  member: boolean;
  organizer: boolean;
  /** Whether the viewer owns it: they open an archived group again. */
  owner: boolean;
  /** People who ask to join. */
  asking: number;
  /** Reported comments. */
  reports: number;
}

/** Links to the pages of a group. */
export function GroupTabs({ slug, member, organizer, owner, asking, reports }: Props) {
  const pathname = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  const root = groupPath(slug);
  const tabs: { path: string; label: string; count?: number; counts?: string }[] = [
    { path: root, label: "Overview" },
    { path: groupPapersPath(slug), label: "Papers" },
    { path: ballotsPath(slug), label: "Ballots" },
    { path: meetingsPath(slug), label: "Meetings" },
    { path: historyPath(slug), label: "History" },
    ...(member ? [{ path: threadsPath(slug), label: "Threads" }] : []),
    { path: membersPath(slug), label: "Members", count: asking, counts: "asking to join" },
    ...(organizer
      ? [
          {
            path: groupModerationPath(slug),
            label: "Moderation",
            count: reports,
            counts: "reported",
          },
        ]
      : []),
    ...(organizer || owner ? [{ path: groupSettingsPath(slug), label: "Settings" }] : []),
  ];
  // On a phone the row is longer than the screen, so the current tab is scrolled into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav
      aria-label="Group"
      className="relative -mx-4 mt-6 overflow-x-auto border-line border-b px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1">
        {tabs.map(({ path, label, count = 0, counts = "" }) => {
          const exact = pathname === path;
          const here = exact || (path !== root && pathname.startsWith(`${path}/`));
          return (
            <li key={path}>
              <Link
                ref={here ? current : undefined}
                href={path}
                aria-current={exact ? "page" : here ? "true" : undefined}
                className={clsx(
                  "-outline-offset-2 inline-flex min-h-11 items-center gap-1.5 whitespace-nowrap border-b-2 px-3 no-underline",
                  here
                    ? "border-accent font-semibold"
                    : "border-transparent text-muted hover:text-ink",
                )}
              >
                {label}
                {count > 0 ? (
                  <span className="rounded-full bg-accent px-1.5 text-on-accent text-xs">
                    {count}
                    <span className="sr-only"> {counts}</span>
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
