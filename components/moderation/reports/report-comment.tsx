"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { type DialogState, ReasonDialog } from "../reason-dialog";

interface Props extends DialogState {
  commentId: string;
  /** Whether the comment is in a group's thread. */
  inGroup: boolean;
}

/** Dialog to report a comment to the people who moderate its thread. */
export function ReportComment({ commentId, inGroup, ...window }: Props) {
  const trpc = useTRPC();
  const report = useMutation(trpc.moderation.report.mutationOptions());
  const readers = inGroup ? "the organizers of the group" : "the moderators of this site";
  return (
    <ReasonDialog
      {...window}
      kind="report"
      title="Report this comment?"
      lead={`It goes to ${readers}, who will see that it came from you. The author is not told.`}
      label="Why do you report it?"
      hint="A sentence is enough."
      action="Report"
      onSend={async (reason) => {
        await report.mutateAsync({ commentId, reason });
        toast.success("Thank you. Someone will look at it.");
      }}
    />
  );
}
