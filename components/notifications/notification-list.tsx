"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { PATHS } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC, useTRPCClient } from "@/trpc/client";
import { NotificationLine } from "./notification-line";

interface Props {
  first: RouterOutputs["notifications"]["list"];
  timeZone: string;
}

/** The viewer's notifications, the latest first. */
export function NotificationList({ first, timeZone }: Props) {
  const trpc = useTRPC();
  const { notifications } = useTRPCClient();
  const queryClient = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...trpc.notifications.list.queryKey({}), "pages"],
    queryFn: ({ pageParam: cursor }) => notifications.list.query({ cursor }),
    initialPageParam: null as Props["first"]["nextCursor"],
    initialData: { pages: [first], pageParams: [null] },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const options = {
    onError: (error: unknown) => showRefusal(error),
    onSettled: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
  };
  const mark = useMutation(trpc.notifications.mark.mutationOptions(options));
  const markAll = useMutation(trpc.notifications.markAll.mutationOptions(options));
  const lines = data.pages.flatMap(({ notifications }) => notifications);
  const [latest] = lines;
  if (!latest) {
    return (
      <Empty title="No notifications yet">
        You’ll see here when someone replies to you or mentions you, when something happens in your
        groups, and what is new in what you follow. You can follow{" "}
        <Link href={PATHS.topics}>topics</Link> and <Link href={PATHS.papers}>papers</Link>.
      </Empty>
    );
  }
  return (
    <div className="grid max-w-3xl gap-4">
      {lines.some(({ unread }) => unread) ? (
        <div>
          <Button
            pending={markAll.isPending}
            // The button disappears with the last unread line, so the list takes the focus.
            onClick={() =>
              markAll.mutate({ until: latest.until }, { onSuccess: () => list.current?.focus() })
            }
          >
            <Icon of="lucide--check-check" className="size-4" />
            Mark all as read
          </Button>
        </div>
      ) : null}
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="Notifications"
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
      >
        {lines.map((line) => {
          const { key, from, until } = line;
          return (
            <NotificationLine
              // The first notification of a line stays the same when others come, and when they are read.
              key={`${key} ${from.getTime()}`}
              line={line}
              timeZone={timeZone}
              onMark={(read) => mark.mutate({ key, from, until, read })}
            />
          );
        })}
      </ul>
      {hasNextPage ? (
        <div>
          <Button pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </div>
      ) : null}
    </div>
  );
}
