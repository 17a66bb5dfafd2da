"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  readingId: string;
  title: string;
  /** Whether the button marks the paper read, or puts it back into the queue. */
  read: boolean;
}

/** Marks a chosen paper read for the group, or takes that back. */
export function MarkRead({ group, readingId, title, read }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const mark = useMutation(
    trpc.ballots.markRead.mutationOptions({
      onSuccess: () => toast.success(read ? "Marked as read." : "Back in the queue."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const icon = read ? "lucide--book-check" : "lucide--undo-2";
  return (
    <Button
      size="small"
      variant="quiet"
      pending={mark.isPending || refreshing}
      onClick={() => mark.mutate({ group, readingId, read })}
    >
      <Icon of={icon} className="size-4" />
      {read ? "Mark as read" : "Not read after all"}
      <span className="sr-only">: {title}</span>
    </Button>
  );
}
