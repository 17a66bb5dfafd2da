"use client";

import clsx from "clsx";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { HEIGHT } from "./height";
import { firstWaiting, waitingInWords } from "./waiting";

const ICONS = {
  vote: "lucide--vote",
  meet: "lucide--calendar-clock",
  present: "lucide--presentation",
} as const;

interface Props {
  groups: Parameters<typeof firstWaiting>[0];
  next: Parameters<typeof firstWaiting>[1];
  timeZone: string;
}

/** The things that wait for the viewer. On a narrow screen it shows the first only. */
export function WaitingCard({ groups, next, timeZone }: Props) {
  const day = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const waiting = firstWaiting(groups, next);
  return (
    <section
      aria-labelledby="waiting-for-you"
      className={clsx(
        "rounded-lg border border-line bg-surface p-4",
        ...[HEIGHT, waiting.length === 0 && "lg:hidden"],
      )}
    >
      <div className="flex items-center justify-between gap-4">
        <h2 id="waiting-for-you" className="font-semibold text-sm">
          {waiting.length === 0 ? "Nothing is waiting for you" : "Waiting for you"}
        </h2>
        <Link
          href={PATHS.desk}
          className="inline-flex min-h-6 items-center text-accent text-sm underline"
        >
          My desk
        </Link>
      </div>
      <ul className="mt-1 grid gap-1 max-lg:[&>li+li]:hidden">
        {waiting.map((one) => {
          const { kind, at, href, group } = one;
          return (
            <li key={href}>
              <Link href={href} className="flex gap-2 py-1 no-underline hover:underline">
                <Icon of={ICONS[kind]} className="mt-0.5 size-4 shrink-0 text-accent" />
                <span className="min-w-0">
                  {waitingInWords(one)} {day.format(at)}
                  <bdi className="block text-muted text-sm">{group}</bdi>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
