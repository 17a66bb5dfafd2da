"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, BellOff, BellPlus } from "lucide-react";
import { usePathname } from "next/navigation";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { Menu, MenuChoices } from "@/components/ui/menu";
import type { Level, ThingInput } from "@/server/notifications/schema";
import { signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { useReadThread } from "./read-thread";
import { FOLLOW_WORDS, followInWords } from "./words";

/** The viewer's choice for one thing: follow, mute, or neither. */
export function Follow({ what }: { what: ThingInput }) {
  const pathname = usePathname();
  const { viewer, pending } = useViewer();
  if (viewer) return <FollowMenu what={what} />;
  return (
    <LinkButton
      href={signInPath(pathname)}
      size="small"
      rel="nofollow"
      className={pending ? "in-data-member:invisible" : undefined}
    >
      <BellPlus aria-hidden className="size-4" />
      {followInWords(what.thing, null)}
    </LinkButton>
  );
}

/** The choice to follow or mute a thread on the screen; nothing before its first comment, when there is no thread. */
export function FollowThread({ threadId }: { threadId: string | null }) {
  return threadId === null ? null : <FollowShown threadId={threadId} />;
}

function FollowShown({ threadId }: { threadId: string }) {
  useReadThread(threadId);
  return <Follow what={{ thing: "thread", id: threadId }} />;
}

function FollowMenu({ what }: { what: ThingInput }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.notifications.following.queryOptions(what, { staleTime: 60_000 }));
  const { queryKey } = trpc.notifications.following.queryOptions(what);
  const { mutate } = useMutation(
    trpc.notifications.follow.mutationOptions({
      async onMutate({ level }) {
        await queryClient.cancelQueries({ queryKey });
        const before = queryClient.getQueryData(queryKey);
        queryClient.setQueryData(queryKey, (old) => old && { ...old, level });
        return before;
      },
      onError(error, _, before) {
        queryClient.setQueryData(queryKey, before);
        showRefusal(error);
      },
      onSettled: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  const words = FOLLOW_WORDS[what.thing];
  const effective = data?.level ?? data?.inherited ?? null;
  const Icon = effective === "follow" ? Bell : effective === "mute" ? BellOff : BellPlus;
  const neither = data?.inherited
    ? { label: "Inherited", sentence: words.inherited[data.inherited] }
    : { label: "Default", sentence: words.neither };
  return (
    <Menu
      trigger={
        <Button size="small" disabled={!data} className="min-w-28">
          <Icon aria-hidden className="size-4" />
          {followInWords(what.thing, effective)}
        </Button>
      }
    >
      <MenuChoices<Level | "neither">
        label={`Notifications about ${words.thing}`}
        value={data?.level ?? "neither"}
        options={[
          { value: "follow", label: "Follow", sentence: words.follow },
          { value: "neither", ...neither },
          { value: "mute", label: "Mute", sentence: words.mute },
        ]}
        onChange={(level) => mutate({ what, level: level === "neither" ? null : level })}
      />
    </Menu>
  );
}
