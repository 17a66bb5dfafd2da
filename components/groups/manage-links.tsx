"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { groupModerationPath, groupSettingsPath } from "@/server/platform/web/addresses";
import { TabCount } from "./tab-count";

interface Props {
  slug: string;
  /** Whether the viewer organizes it; the owner of an archived group only opens it again. */
  moderates: boolean;
  /** Reported comments that wait for an organizer. */
  reports: number;
}

/** Links to the pages of a group that only organizers need. */
export function ManageLinks({ slug, moderates, reports }: Props) {
  const pathname = usePathname();
  const links = [
    ...(moderates
      ? [
          {
            path: groupModerationPath(slug),
            label: "Moderation",
            icon: "lucide--shield-check" as const,
            count: reports,
          },
        ]
      : []),
    {
      path: groupSettingsPath(slug),
      label: "Settings",
      icon: "lucide--settings" as const,
      count: 0,
    },
  ];
  return (
    <nav aria-label="For organizers" className="flex gap-1">
      {links.map(({ path, label, icon, count }) => {
        const here = pathname === path;
        return (
          <Link
            key={path}
            href={path}
            aria-current={here ? "page" : undefined}
            className={clsx(
              "inline-flex min-h-10 min-w-10 items-center justify-center gap-1.5 rounded-md px-2 text-sm no-underline hover:bg-sunken",
              here ? "font-semibold" : "text-muted",
            )}
          >
            <Icon of={icon} className="size-4" />
            <span className="sr-only sm:not-sr-only">{label}</span>
            <TabCount count={count} words="reported" />
          </Link>
        );
      })}
    </nav>
  );
}
