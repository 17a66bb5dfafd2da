"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

/** Cancels a meeting after a confirmation. It stays visible. */
export function CancelMeeting({ group, meetingId }: { group: string; meetingId: string }) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const cancel = useMutation(
    trpc.meetings.cancel.mutationOptions({
      onSuccess: () => toast.success("The meeting is cancelled."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={<Button pending={cancel.isPending || refreshing}>Cancel the meeting</Button>}
      title="Cancel this meeting?"
      action="Cancel the meeting"
      danger
      onConfirm={() => cancel.mutate({ group, meetingId })}
    >
      <p>
        It stays here, marked as cancelled, and members’ calendars show it as cancelled. You can
        plan it again for another time.
      </p>
    </Confirm>
  );
}
