"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { READ_BY_AUTHOR } from "./hide-comment";
import { type DialogState, ReasonDialog } from "./reason-dialog";

interface Props extends DialogState {
  commentId: string;
}

/** Dialog to restore a hidden comment. */
export function RestoreComment({ commentId, ...window }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const restore = useMutation(trpc.moderation.restore.mutationOptions());
  return (
    <ReasonDialog
      {...window}
      kind="note"
      title="Restore this comment?"
      lead="Everyone who reads the thread will see it again."
      label="Note"
      hint={`Optional. ${READ_BY_AUTHOR}`}
      action="Restore"
      onSend={async (reason) => {
        await restore.mutateAsync({ commentId, reason });
        toast.success("The comment is visible again.");
        refresh();
      }}
    />
  );
}
