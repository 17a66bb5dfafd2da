"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuChoices } from "@/components/ui/menu";
import type { Level, ThingInput } from "@/server/notifications/schema";
import { signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { useReadThread } from "./read-thread";
import { FOLLOW_WORDS, followInWords } from "./words";

interface Props {
  what: ThingInput;
  /** The paper on the same page whose public thread it is: one call answers for both. */
  paperId?: string | undefined;
}

/** The viewer's choice for one thing: follow, mute, or neither. */
export function Follow(props: Props) {
  const pathname = usePathname();
  const { viewer, pending } = useViewer();
  if (viewer) return <FollowMenu {...props} />;
  return (
    <LinkButton
      href={signInPath(pathname)}
      size="small"
      rel="nofollow"
      className={pending ? "in-data-member:invisible" : undefined}
    >
      <Icon of="lucide--bell-plus" className="size-4" />
      {followInWords(props.what.thing, null)}
    </LinkButton>
  );
}

/** The choice to follow or mute a thread on the screen; nothing before its first comment, when there is no thread. */
export function FollowThread({ threadId, ...paper }: { threadId: string | null } & PaperOfThread) {
  return threadId === null ? null : <FollowShown threadId={threadId} {...paper} />;
}

type PaperOfThread = Pick<Props, "paperId">;

function FollowShown({ threadId, ...paper }: { threadId: string } & PaperOfThread) {
  useReadThread(threadId);
  return <Follow what={{ thing: "thread", id: threadId }} {...paper} />;
}

function FollowMenu({ what, paperId }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const asked: ThingInput = paperId ? { thing: "paper", id: paperId } : what;
  const { data: found } = useQuery(
    trpc.notifications.following.queryOptions(asked, { staleTime: 60_000 }),
  );
  const data = paperId ? found?.thread : found;
  const { queryKey } = trpc.notifications.following.queryOptions(asked);
  const { mutate } = useMutation(
    trpc.notifications.follow.mutationOptions({
      async onMutate({ level }) {
        await queryClient.cancelQueries({ queryKey });
        const before = queryClient.getQueryData(queryKey);
        queryClient.setQueryData(queryKey, (old) => {
          if (!old || !paperId) return old && { ...old, level };
          return { ...old, thread: old.thread && { ...old.thread, level } };
        });
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
  const icon =
    effective === "follow"
      ? "lucide--bell"
      : effective === "mute"
        ? "lucide--bell-off"
        : "lucide--bell-plus";
  const neither = data?.inherited
    ? { label: "Inherited", sentence: words.inherited[data.inherited] }
    : { label: "Default", sentence: words.neither };
  return (
    <Menu
      trigger={
        <Button size="small" disabled={!data} className="min-w-28">
          <Icon of={icon} className="size-4" />
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
