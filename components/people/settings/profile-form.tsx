"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { TimeZoneField } from "@/components/shell/zones/time-zone-field";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { NAME_MAX, profileInput } from "@/server/people/schema";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Profile = Pick<RouterOutputs["people"]["profile"], "name" | "handle" | "timeZone">;

/** The form of name, handle and time zone. */
export function ProfileForm({ profile: { name, handle, timeZone } }: { profile: Profile }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { refresh } = useRefresh();
  const form = useSchemaForm(profileInput, { name, handle, timeZone });
  const save = useMutation(trpc.people.updateProfile.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await save.mutateAsync(input);
      form.reset(input);
      toast.success("Your profile is saved.");
      refresh();
      await queries.invalidateQueries(trpc.people.viewer.queryFilter());
    } catch (error) {
      showRefusal(error, form);
    }
  });
  const { errors } = form.formState;
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-5">
      <TextField
        label="Name"
        autoComplete="name"
        maxLength={NAME_MAX}
        hint="The name others in your groups know you by."
        error={errors.name?.message}
        {...form.register("name")}
      />
      <TextField
        label="Handle"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={30}
        hint="Lowercase letters, digits and hyphens. It tells you apart from others with the same name."
        error={errors.handle?.message}
        {...form.register("handle")}
      />
      <TimeZoneField
        label="Time zone"
        hint="Used for meetings, closing times and digests."
        current={timeZone}
        error={errors.timeZone?.message}
        {...form.register("timeZone")}
      />
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
