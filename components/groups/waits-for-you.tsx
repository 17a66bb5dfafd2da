"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock, Presentation, Vote } from "lucide-react";
import { useViewer } from "@/components/people/viewer";
import { Link } from "@/components/ui/links/link";
import { ballotPath, meetingPath, PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** Most lines; the rest is on the desk. */
const MOST = 4;

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
  const votes = rows.flatMap(({ slug, name, open }) =>
    open
      .filter(({ voted }) => !voted)
      .map(({ id, closesAt }) => ({
        key: id,
        href: ballotPath(slug, id),
        Icon: Vote,
        words: `Vote until ${day.format(new Date(closesAt))}`,
        group: name,
      })),
  );
  const meetings = rows.flatMap(({ slug, name }) => {
    const meeting = next[slug]?.meeting;
    if (!meeting || meeting.cancelledAt) return [];
    const when = day.format(new Date(meeting.startsAt));
    return {
      key: meeting.id,
      href: meetingPath(slug, meeting.id),
      Icon: meeting.presenting ? Presentation : CalendarClock,
      words: meeting.presenting ? `You present on ${when}` : `You meet on ${when}`,
      group: name,
    };
  });
  const waiting = [...votes, ...meetings].slice(0, MOST);
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
        {waiting.map(({ key, href, Icon, words, group }) => (
          <li key={key}>
            <Link href={href} className="flex gap-2 py-1 no-underline hover:underline">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
              <span className="min-w-0">
                {words}
                <bdi className="block text-muted text-sm">{group}</bdi>
              </span>
            </Link>
          </li>
        ))}
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
