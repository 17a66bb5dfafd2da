"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { ReasonDialog } from "./reason-dialog";

interface Props {
  threadId: string;
  locked: boolean;
}

/** Button and dialog to lock or unlock a thread. */
export function LockThread({ threadId, locked }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const [asking, setAsking] = useState(false);
  // Keeps the words of the dialog while it closes.
  const [unlocks, setUnlocks] = useState(locked);
  const lock = useMutation(trpc.moderation.lock.mutationOptions());
  const unlock = useMutation(trpc.moderation.unlock.mutationOptions());
  const icon = locked ? "lucide--lock-open" : "lucide--lock";
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        className="min-h-10"
        onClick={() => {
          setUnlocks(locked);
          setAsking(true);
        }}
      >
        <Icon of={icon} className="size-4" />
        {locked ? "Unlock" : "Lock"}
      </Button>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        kind={unlocks ? "note" : "needed"}
        title={unlocks ? "Unlock this thread?" : "Lock this thread?"}
        lead={
          unlocks
            ? "Everyone who can take part will be able to write in it again."
            : "Only people who can unlock it will be able to write or change anything in it. It stays readable."
        }
        label={unlocks ? "Note" : "Reason"}
        hint={unlocks ? "Optional. It appears in the log." : "It appears in the log."}
        action={unlocks ? "Unlock" : "Lock"}
        onSend={async (reason) => {
          await (unlocks ? unlock : lock).mutateAsync({ threadId, reason });
          toast.success(unlocks ? "The thread is open again." : "The thread is locked.");
          refresh();
        }}
      />
    </>
  );
}
