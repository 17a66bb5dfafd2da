"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  nominationId: string;
  title: string;
}

/** Withdraws a nomination, after a confirmation. */
export function Withdraw({ group, nominationId, title }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("nominations");
  const withdraw = useMutation(
    trpc.nominations.withdraw.mutationOptions({
      onSuccess: () => toast.success("Withdrawn."),
      onError: (error) => showRefusal(error),
      // Refused or not: somebody may have been faster, or a ballot was opened.
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={
        <Button
          variant="quiet"
          className="-my-1.5"
          aria-label={`Withdraw ${title}`}
          pending={withdraw.isPending || refreshing}
        >
          Withdraw
        </Button>
      }
      title="Withdraw this nomination?"
      action="Withdraw"
      danger
      onConfirm={() => withdraw.mutate({ group, nominationId })}
    >
      <p>
        <bdi>{title}</bdi> will leave the pool. Anyone in the group can nominate it again.
      </p>
    </Confirm>
  );
}
