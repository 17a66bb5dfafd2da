"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

interface Props {
  person: { handle: string; name: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClosed: () => void;
}

/** The dialog that blocks a person. */
export function BlockPerson({ person: { handle, name }, ...window }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const queryClient = useQueryClient();
  const block = useMutation(
    trpc.people.block.mutationOptions({
      onSuccess() {
        toast.success("Blocked. You can undo this in your settings.");
        void queryClient.invalidateQueries(trpc.threads.pathFilter());
        void queryClient.invalidateQueries(trpc.search.pathFilter());
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  return (
    <Confirm
      {...window}
      title="Block this person?"
      action="Block"
      danger
      onConfirm={() => block.mutate({ handle })}
    >
      <p>
        You will no longer see what <bdi className="font-medium text-ink">{name}</bdi> writes, and
        they cannot mention you. They are not told. You can undo this in your settings.
      </p>
    </Confirm>
  );
}
