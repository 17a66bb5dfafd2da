"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/links/link";
import {
  ballotsPath,
  groupPapersPath,
  groupPath,
  historyPath,
  meetingsPath,
  membersPath,
  threadsPath,
} from "@/server/platform/web/addresses";
import { TabCount } from "./tab-count";

interface Props {
  slug: string;
  /** Whether the viewer is a member. */
  member: boolean;
  /** People who ask to join. */
  asking: number;
}

/** Links to the pages of a group. */
export function GroupTabs({ slug, member, asking }: Props) {
  const pathname = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  const root = groupPath(slug);
  const tabs = [
    { path: root, label: "Overview" },
    { path: groupPapersPath(slug), label: "Papers" },
    { path: ballotsPath(slug), label: "Ballots" },
    { path: meetingsPath(slug), label: "Meetings", also: historyPath(slug) },
    ...(member ? [{ path: threadsPath(slug), label: "Threads" }] : []),
    { path: membersPath(slug), label: "Members", count: asking },
  ];
  // On a phone the row is longer than the screen, so the current tab is scrolled into view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => {
    current.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav
      aria-label="Group"
      className="scroll-hint relative -mx-4 mt-2 overflow-x-auto border-line border-b px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-1">
        {tabs.map(({ path, label, also, count = 0 }) => {
          const exact = pathname === path;
          const inside = path !== root && pathname.startsWith(`${path}/`);
          const here = exact || inside || pathname === also;
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
                <TabCount count={count} words="asking to join" />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
