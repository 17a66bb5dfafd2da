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

/** Dialog to delete somebody else's comment. */
export function RemoveComment({ commentId, ...window }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const remove = useMutation(trpc.moderation.remove.mutationOptions());
  return (
    <ReasonDialog
      {...window}
      kind="needed"
      title="Delete this comment?"
      lead="It cannot be restored; a hidden comment can. Replies to it stay, under a note that it was deleted."
      label="Reason"
      hint={READ_BY_AUTHOR}
      action="Delete"
      danger
      onSend={async (reason) => {
        await remove.mutateAsync({ commentId, reason });
        toast.success("The comment is deleted.");
        refresh();
      }}
    />
  );
}
