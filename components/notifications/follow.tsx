"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { type ComponentProps, Fragment } from "react";
import { useViewer } from "@/components/people/viewer";
import { showRefusal } from "@/components/shell/errors";
import { Button, LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { lazyLibrary } from "@/components/ui/library";
import { Menu } from "@/components/ui/menu";
import type { ThingInput } from "@/server/notifications/schema";
import { signInPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { followInWords } from "./follow-words";
import { useReadThread } from "./read-thread";

// With a sentence for each choice about each kind of thing.
const choices = lazyLibrary(async () => {
  const { FollowChoices } = await import("./follow-choices");
  return { Entries: Fragment, FollowChoices };
});

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
  const effective = data?.level ?? data?.inherited ?? null;
  const icon =
    effective === "follow"
      ? "lucide--bell"
      : effective === "mute"
        ? "lucide--bell-off"
        : "lucide--bell-plus";
  return (
    <Menu
      late={choices}
      trigger={
        <Button size="small" disabled={!data} className="min-w-28">
          <Icon of={icon} className="size-4" />
          {followInWords(what.thing, effective)}
        </Button>
      }
    >
      <Choices
        thing={what.thing}
        level={data?.level ?? null}
        inherited={data?.inherited ?? null}
        onChange={(level) => mutate({ what, level })}
      />
    </Menu>
  );
}

/** The choices, which are there once the menu opens. */
function Choices(props: ComponentProps<typeof import("./follow-choices").FollowChoices>) {
  const { parts } = choices;
  return parts ? <parts.FollowChoices {...props} /> : null;
}
