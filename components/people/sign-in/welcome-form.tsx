"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { TimeZoneField } from "@/components/shell/zones/time-zone-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { FocusFirst } from "@/components/ui/fields/focus-first";
import { nameToOffer } from "@/server/people/rules";
import { NAME_MAX, welcomeInput } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

interface Props {
  viewer: { name: string; welcomed: boolean; timeZone: string };
  to: string;
}

const never = () => () => {};
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The form of the first visit: name, handle and time zone. */
export function WelcomeForm({ viewer, to }: Props) {
  const trpc = useTRPC();
  const detected = useSyncExternalStore(never, here, () => null);
  const form = useSchemaForm(welcomeInput, {
    name: nameToOffer(viewer),
    timeZone: detected ?? viewer.timeZone,
  });
  const { setValue } = form;
  useEffect(() => {
    if (detected) setValue("timeZone", detected);
  }, [setValue, detected]);
  const save = useMutation(trpc.people.welcome.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await save.mutateAsync(input);
      // A full reload, because the browser's cache was made for a person without a name.
      window.location.assign(to);
    } catch (error) {
      showRefusal(error, form);
    }
  });
  const { errors } = form.formState;
  return (
    <Card className="max-w-md">
      <form
        action={PATHS.welcomeByForm}
        method="post"
        onSubmit={submit}
        noValidate
        className="grid gap-5"
      >
        <FocusFirst />
        <input type="hidden" name="to" value={to} />
        <TextField
          label="Your name"
          autoComplete="name"
          maxLength={NAME_MAX}
          hint="The name others in your groups know you by."
          error={errors.name?.message}
          {...form.register("name")}
        />
        <TimeZoneField
          label="Time zone"
          hint={
            detected
              ? "Taken from your device. Type a city to search for another."
              : "The name of a zone, such as Europe/Berlin."
          }
          current={detected ?? viewer.timeZone}
          error={errors.timeZone?.message}
          {...form.register("timeZone")}
        />
        <div>
          <Button type="submit" variant="primary" pending={save.isPending || save.isSuccess}>
            Begin
          </Button>
        </div>
      </form>
    </Card>
  );
}
