"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { type DialogState, ReasonDialog } from "../reason-dialog";

/** Dialog to dismiss the reports about a comment. */
export function DismissReports({ commentId, ...window }: DialogState & { commentId: string }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const dismiss = useMutation(trpc.moderation.dismiss.mutationOptions());
  return (
    <ReasonDialog
      {...window}
      kind="note"
      title="Dismiss these reports?"
      lead="The comment stays as it is. Its author is never told that it was reported."
      label="Note"
      hint="Optional. Others who decide with you can read it in the log."
      action="Dismiss"
      onSend={async (reason) => {
        await dismiss.mutateAsync({ commentId, reason });
        toast.success("The comment stays.");
        refresh();
      }}
    />
  );
}
