"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextArea } from "@/components/ui/fields/field";
import { Icon } from "@/components/ui/icons/icon";
import { inviteEmailInput } from "@/server/groups/schema";
import { useTRPC } from "@/trpc/client";
import { InvitationReport } from "./invitation-report";

/** Emails people a link that works once and signs them in. */
export function InviteByEmail({ group }: { group: string }) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups", "nominations");
  const form = useSchemaForm(inviteEmailInput, { addresses: "", again: false });
  const invite = useMutation(trpc.groups.inviteByEmail.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      const report = await invite.mutateAsync({ group, ...input });
      // What was not understood stays, to be put right.
      const left = report.filter(({ outcome }) => outcome === "malformed" || outcome === "limited");
      form.reset({ addresses: left.map(({ text }) => text).join("\n"), again: false });
      refresh();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <Card>
      <form method="post" onSubmit={submit} noValidate className="grid gap-3">
        <h3 className="font-semibold">By email</h3>
        <p className="text-muted text-sm">
          Each person gets a link that works once, within 14 days. It signs them in, so that one
          click makes them a member.
        </p>
        <TextArea
          label="Email addresses"
          hint="One or many: paste a list, or a table with names."
          rows={3}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="Grace Hopper, grace@example.org"
          error={form.formState.errors.addresses?.message}
          {...form.register("addresses")}
        />
        <label className="flex items-start gap-2 text-sm">
          <input type="checkbox" className="mt-1" {...form.register("again")} />
          Send it again to people who were invited before
        </label>
        <div>
          <Button type="submit" pending={invite.isPending}>
            <Icon of="lucide--mail" className="size-4" />
            Send invitations
          </Button>
        </div>
        {invite.data ? <InvitationReport report={invite.data} /> : null}
      </form>
    </Card>
  );
}
