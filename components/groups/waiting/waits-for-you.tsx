"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Presentation, Vote } from "lucide-react";
import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { firstWaiting, waitingInWords } from "./waiting";

const ICONS = { vote: Vote, meet: CalendarClock, present: Presentation };

/** Ballots that wait for the viewer's vote, and their next meetings. Nothing for guests, and if nothing waits. */
export function WaitsForYou() {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const enabled = viewer !== null;
  const { data: rows } = useQuery(trpc.ballots.desk.queryOptions(undefined, { enabled }));
  const { data: next } = useQuery(trpc.meetings.desk.queryOptions(undefined, { enabled }));
  if (!viewer || !rows || !next) return null;
  const day = new Intl.DateTimeFormat("en-GB", {
    timeZone: viewer.timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
  });
  const waiting = firstWaiting(rows, next);
  if (waiting.length === 0) return null;
  return (
    <section
      aria-labelledby="waiting-for-you"
      className="rounded-lg border border-line bg-surface p-4"
    >
      <h2 id="waiting-for-you" className="font-semibold text-sm">
        Waiting for you
      </h2>
      <ul className="mt-1 grid gap-1">
        {waiting.map((one) => {
          const { kind, at, href, group } = one;
          const Icon = ICONS[kind];
          return (
            <li key={href}>
              <Link href={href} className="flex gap-2 py-1 no-underline hover:underline">
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
                <span className="min-w-0">
                  {waitingInWords(one)} {day.format(at)}
                  <bdi className="block text-muted text-sm">{group}</bdi>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <Link
        href={PATHS.desk}
        className="mt-1 inline-flex min-h-6 items-center text-accent text-sm underline"
      >
        My desk
      </Link>
    </section>
  );
}
