"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/shell/use-refresh";
import { groupPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { GroupForm } from "./group-form";

/** The form that creates a group and opens it. @param timeZone the viewer's time zone */
export function NewGroup({ timeZone }: { timeZone: string }) {
  const trpc = useTRPC();
  const { go, refreshing } = useRefresh("groups", "nominations");
  const create = useMutation(trpc.groups.create.mutationOptions());
  return (
    <GroupForm
      defaults={{ name: "", description: "", visibility: "public", joinPolicy: "open", timeZone }}
      action="Start the group"
      pending={refreshing}
      onSubmit={async (fields) => {
        const { slug } = await create.mutateAsync(fields);
        go(groupPath(slug));
      }}
    />
  );
}
