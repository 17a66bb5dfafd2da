"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuAction } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { correctInput } from "@/server/groups/schema";
import { NAME_MAX } from "@/server/people/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  group: string;
  invitation: { id: string; email: string; name: string };
}

/** The menu that changes an emailed invitation: sent again, a week longer, or to another address. */
export function InvitationActions({ group, invitation }: Props) {
  const { id: invitationId, email } = invitation;
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups");
  const button = useRef<HTMLButtonElement>(null);
  const [correcting, setCorrecting] = useState(false);
  const callbacks = (message: string) => ({
    onSuccess() {
      toast.success(message);
      refresh();
    },
    onError(error: unknown) {
      showRefusal(error);
      refresh();
    },
  });
  const resend = useMutation(
    trpc.groups.resendInvitation.mutationOptions(callbacks("The invitation is on its way again.")),
  );
  const extend = useMutation(
    trpc.groups.extendInvitation.mutationOptions(callbacks("It works a week longer.")),
  );
  return (
    <>
      <Menu
        trigger={
          <button
            ref={button}
            type="button"
            aria-label={`More actions for the invitation to ${email}`}
            className="grid size-10 shrink-0 place-items-center rounded-md hover:bg-sunken"
          >
            <Icon of="lucide--more-horizontal" className="size-5" />
          </button>
        }
      >
        <MenuAction
          icon={<Icon of="lucide--send" className="size-4" />}
          onSelect={() => resend.mutate({ group, invitationId })}
        >
          Send it again
        </MenuAction>
        <MenuAction
          icon={<Icon of="lucide--calendar-plus" className="size-4" />}
          onSelect={() => extend.mutate({ group, invitationId })}
        >
          A week longer
        </MenuAction>
        <MenuAction
          icon={<Icon of="lucide--pencil" className="size-4" />}
          onSelect={() => setCorrecting(true)}
        >
          Correct the address or name
        </MenuAction>
      </Menu>
      <Dialog
        open={correcting}
        onOpenChange={setCorrecting}
        onClosed={() => button.current?.focus()}
        title="Correct the invitation"
        lead="To another address it is sent at once, and the link in the earlier email stops working."
      >
        <Correction group={group} invitation={invitation} onDone={() => setCorrecting(false)} />
      </Dialog>
    </>
  );
}

function Correction({ group, invitation, onDone }: Props & { onDone(): void }) {
  const { id: invitationId, email, name } = invitation;
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups");
  const form = useSchemaForm(correctInput, { invitationId, email, name });
  const correct = useMutation(trpc.groups.correctInvitation.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      const { sent } = await correct.mutateAsync({ group, ...input });
      toast.success(sent ? `An invitation is on its way to ${input.email}.` : "Saved.");
      refresh();
      onDone();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  const { errors } = form.formState;
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <TextField
        label="Email address"
        type="email"
        inputMode="email"
        autoComplete="off"
        autoFocus
        error={errors.email?.message}
        {...form.register("email")}
      />
      <TextField
        label="Name"
        hint="Offered to them as their own. It may be empty."
        autoComplete="off"
        maxLength={NAME_MAX}
        error={errors.name?.message}
        {...form.register("name")}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={correct.isPending}>
          Save
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
