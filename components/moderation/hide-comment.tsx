"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { type DialogState, ReasonDialog } from "./reason-dialog";

interface Props extends DialogState {
  commentId: string;
}

export const READ_BY_AUTHOR = "The author can read it in the log.";

/** Dialog to hide a comment from everybody but its author and people who may restore it. */
export function HideComment({ commentId, ...window }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const hide = useMutation(trpc.moderation.hide.mutationOptions());
  return (
    <ReasonDialog
      {...window}
      kind="needed"
      title="Hide this comment?"
      lead="Others will see that something was hidden, but not what. You can restore it at any time."
      label="Reason"
      hint={READ_BY_AUTHOR}
      action="Hide"
      onSend={async (reason) => {
        await hide.mutateAsync({ commentId, reason });
        toast.success("The comment is hidden.");
        refresh();
      }}
    />
  );
}
