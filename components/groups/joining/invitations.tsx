"use client";

import { useMutation } from "@tanstack/react-query";
import { Link2, Mail } from "lucide-react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { toast } from "@/components/ui/toast";
import { When } from "@/components/ui/when";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { InviteByEmail } from "./invite-by-email";
import { InviteByLink } from "./invite-by-link";

type Invitation = RouterOutputs["groups"]["invitations"][number];

interface Props {
  group: string;
  invitations: Invitation[];
  timeZone: string;
}

/** Forms to invite people, and the invitations that still work. */
export function Invitations({ group, invitations, timeZone }: Props) {
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations" className="mb-3 font-semibold font-serif text-xl">
        Invitations
      </h2>
      <div className="grid gap-4 md:grid-cols-2">
        <InviteByLink group={group} />
        <InviteByEmail group={group} />
      </div>
      {invitations.length > 0 ? (
        <>
          <h3 className="mt-6 mb-2 font-semibold text-sm">Still open</h3>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {invitations.map((invitation) => (
              <Line key={invitation.id} group={group} invitation={invitation} timeZone={timeZone} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Line({
  group,
  invitation: { id, email, createdAt, expiresAt },
  timeZone,
}: {
  group: string;
  invitation: Invitation;
  timeZone: string;
}) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const revoke = useMutation(
    trpc.groups.revokeInvitation.mutationOptions({
      onSuccess() {
        toast.success("The invitation no longer works.");
        refresh();
      },
      onError(error) {
        showRefusal(error);
        refresh();
      },
    }),
  );
  const Icon = email ? Mail : Link2;
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p>{email ? <bdi>{email}</bdi> : "A link for anyone who has it"}</p>
        <p className="text-muted text-sm">
          created <When date={createdAt} timeZone={timeZone} kind="date" />, works until{" "}
          <When date={expiresAt} timeZone={timeZone} kind="date" />
        </p>
      </div>
      <Confirm
        trigger={
          <Button
            size="small"
            className="max-sm:min-h-10"
            pending={revoke.isPending || refreshing}
            aria-label={email ? `Revoke the invitation to ${email}` : "Revoke this link"}
          >
            Revoke
          </Button>
        }
        title="Revoke this invitation?"
        action="Revoke"
        danger
        onConfirm={() => revoke.mutate({ group, invitationId: id })}
      >
        <p>
          Nobody will be able to join with it any longer. People who have already joined stay
          members.
        </p>
      </Confirm>
    </li>
  );
}
