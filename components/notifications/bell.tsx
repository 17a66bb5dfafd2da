"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLive } from "@/components/shell/live/live";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The highest number that the bell shows. */
const MOST = 99;

/** Counts the viewer's unread notifications: in one request with the viewer, and again when new ones arrive. */
export function useUnread(signedIn: boolean): number {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useLive(signedIn ? "me" : null, null, () => {
    void queryClient.invalidateQueries(trpc.notifications.pathFilter());
  });
  const { data } = useQuery(
    trpc.notifications.unread.queryOptions(undefined, { staleTime: 30_000 }),
  );
  return data?.count ?? 0;
}

/** A link to the notifications, with the number of unread ones. */
export function Bell({ count }: { count: number }) {
  const shown = count > MOST ? `${MOST}+` : String(count);
  return (
    <Link
      href={PATHS.notifications}
      aria-label={count === 0 ? "Notifications" : `Notifications, ${shown} unread`}
      className="relative grid size-10 place-items-center rounded-md hover:bg-sunken"
    >
      <Icon of="lucide--bell" className="size-5" />
      {count > 0 ? (
        <span
          aria-hidden
          className="absolute top-0 left-5 w-max min-w-4.5 rounded-full bg-accent px-1 text-center font-medium text-[0.7rem] text-on-accent leading-4.5 tabular-nums"
        >
          {shown}
        </span>
      ) : null}
    </Link>
  );
}
