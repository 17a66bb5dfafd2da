"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { toast } from "@/components/ui/toast";
import { PATHS } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Followings = RouterOutputs["notifications"]["followings"];
type Following = Followings["followings"][number];

const THINGS = {
  thread: "Thread",
  paper: "Paper",
  author: "Author",
  topic: "Topic",
  group: "Group",
};

/** The viewer's followings and muted things, each with a button to end it, which can be undone. */
export function FollowingList({ initial, page }: { initial: Followings; page: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const box = useRef<HTMLDivElement>(null);
  const {
    data: { followings, pages },
  } = useQuery(trpc.notifications.followings.queryOptions({ page }, { initialData: initial }));
  const follow = useMutation(
    trpc.notifications.follow.mutationOptions({
      onError: (error) => showRefusal(error),
      onSettled: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  const end = async ({ what, level, name }: Following) => {
    await follow.mutateAsync({ what, level: null });
    box.current?.focus();
    const message = level === "follow" ? "You no longer follow this" : "This is no longer muted";
    toast.message(`${message}: ${name}`, {
      action: { label: "Undo", onClick: () => follow.mutate({ what, level }) },
    });
  };
  return (
    <div ref={box} tabIndex={-1}>
      {followings.length === 0 ? (
        <p className="text-muted">
          Nothing yet. When you write in a thread, you follow it automatically.
        </p>
      ) : (
        <ul className="grid gap-2">
          {followings.map((one) => (
            <Row
              key={`${one.what.thing} ${one.what.id}`}
              one={one}
              pending={follow.isPending && follow.variables?.what.id === one.what.id}
              onEnd={() => void end(one).catch(() => {})}
            />
          ))}
        </ul>
      )}
      <Pager pages={pages} path={PATHS.settings} parameter="following" anchor="following" />
    </div>
  );
}

function Row({ one, pending, onEnd }: { one: Following; pending: boolean; onEnd(): void }) {
  const { level, what, name, path, in: place } = one;
  const icon = level === "follow" ? "lucide--bell" : "lucide--bell-off";
  return (
    <li className="flex items-start justify-between gap-4">
      <div className="flex min-w-0 gap-2.5">
        <Icon of={icon} className="mt-1 size-4 shrink-0 text-muted" />
        <p className="min-w-0">
          <Link href={path} className="hover:underline">
            <bdi>{name}</bdi>
          </Link>
          <span className="block text-muted text-sm">
            {THINGS[what.thing]}
            {place ? (
              <>
                {" in "}
                <bdi>{place.name}</bdi>
              </>
            ) : null}
            {level === "mute" ? ", muted" : ""}
          </span>
        </p>
      </div>
      <Button
        size="small"
        pending={pending}
        onClick={onEnd}
        aria-label={`${level === "follow" ? "Unfollow" : "Unmute"}: ${name}`}
        className="shrink-0"
      >
        {level === "follow" ? "Unfollow" : "Unmute"}
      </Button>
    </li>
  );
}
