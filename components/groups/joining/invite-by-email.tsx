"use client";

import { useMutation } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { inviteEmailInput } from "@/server/groups/schema";
import { useTRPC } from "@/trpc/client";

/** Emails a person a link that works once. */
export function InviteByEmail({ group }: { group: string }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups", "nominations");
  const form = useSchemaForm(inviteEmailInput, { email: "" });
  const invite = useMutation(trpc.groups.inviteByEmail.mutationOptions());
  const submit = form.handleSubmit(async ({ email }) => {
    try {
      await invite.mutateAsync({ group, email });
      toast.success(`The invitation is on its way to ${email}.`);
      form.reset();
      refresh();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <Card>
      <form onSubmit={submit} noValidate className="flex h-full flex-col gap-3">
        <h3 className="font-semibold">By email</h3>
        <p className="text-muted text-sm">
          The email contains a link that works once, within 14 days. It also works for an account
          with a different address.
        </p>
        <TextField
          label="Email address"
          type="email"
          autoComplete="off"
          error={form.formState.errors.email?.message}
          {...form.register("email")}
        />
        <div className="mt-auto">
          <Button type="submit" pending={invite.isPending}>
            <Mail aria-hidden className="size-4" />
            Send the invitation
          </Button>
        </div>
      </form>
    </Card>
  );
}
