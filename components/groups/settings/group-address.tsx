"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { addressFields } from "@/server/groups/schema";
import { groupSettingsPath } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

/** The form that gives a group another web address, for its owner. */
export function GroupAddress({ group, listed }: { group: string; listed: boolean }) {
  const trpc = useTRPC();
  const { go, refreshing } = useRefresh("groups", "nominations");
  const form = useSchemaForm(addressFields, { slug: group });
  const move = useMutation(
    trpc.groups.move.mutationOptions({
      onSuccess({ slug }) {
        toast.success("The group has its new address.");
        go(groupSettingsPath(slug));
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-2xl gap-4"
      onSubmit={form.handleSubmit(({ slug }) => move.mutate({ group, slug }))}
    >
      <TextField
        label="Web address"
        hint={
          listed
            ? "The part after /groups/. The old address leads on to the new one."
            : "The part after /groups/. Some letters are added, so that nobody can guess it. The old address leads on to the new one."
        }
        autoComplete="off"
        error={form.formState.errors.slug?.message ?? null}
        {...form.register("slug")}
      />
      <div>
        <Button type="submit" pending={move.isPending || refreshing}>
          Change the address
        </Button>
      </div>
    </form>
  );
}
