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
  invitationId: string;
  label: "Revoke" | "Switch off";
  /** The thing that ends, for the name of the button: "the invitation to grace@example.org". */
  about: string;
}

/** The button that ends an invitation or a link, after a question. */
export function Revoke({ group, invitationId, label, about }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const revoke = useMutation(
    trpc.groups.revokeInvitation.mutationOptions({
      onSuccess: () =>
        toast.success(label === "Revoke" ? "The invitation no longer works." : "The link is off."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  return (
    <Confirm
      trigger={
        <Button
          {...(label === "Revoke" ? { size: "small", className: "max-sm:min-h-10" } : {})}
          pending={revoke.isPending || refreshing}
          aria-label={`${label} ${about}`}
        >
          {label}
        </Button>
      }
      title={`${label} ${about}?`}
      action={label}
      danger
      onConfirm={() => revoke.mutate({ group, invitationId })}
    >
      <p>
        Nobody will be able to join with it any longer. People who have already joined stay members.
      </p>
    </Confirm>
  );
}
