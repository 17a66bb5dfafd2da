"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { type GroupFields, GroupForm } from "./group-form";

/** The form that changes a group's settings. */
export function GroupSettings({ group, fields }: { group: string; fields: GroupFields }) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const update = useMutation(trpc.groups.update.mutationOptions());
  return (
    <GroupForm
      defaults={fields}
      action="Save"
      pending={refreshing}
      onSubmit={async (changed) => {
        await update.mutateAsync({ group, ...changed });
        toast.success("Saved.");
        refresh();
      }}
    />
  );
}
