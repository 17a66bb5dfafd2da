"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Notice } from "@/components/people/notice";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { TimeZoneField } from "@/components/shell/zones/time-zone-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { FocusFirst } from "@/components/ui/fields/focus-first";
import { type PublicSource, subscribeInput } from "@/server/digests/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";

const never = () => () => {};
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Props {
  about: PublicSource;
  /** The same source as the parameters of the page's address. */
  fields: Record<string, string>;
  /** Whether the plain form was sent already. */
  sent: boolean;
}

/** Asks for an email address, and reads the time zone from the browser. */
export function SubscribeForm({ about, fields, sent }: Props) {
  const trpc = useTRPC();
  const [sentTo, setSentTo] = useState<string | null>(sent ? "" : null);
  const detected = useSyncExternalStore(never, here, () => null);
  const form = useSchemaForm(subscribeInput, { email: "", timeZone: detected ?? "UTC", about });
  const { setValue } = form;
  useEffect(() => {
    if (detected) setValue("timeZone", detected);
  }, [setValue, detected]);
  const ask = useMutation(trpc.digests.subscribe.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await ask.mutateAsync(input);
      setSentTo(input.email);
    } catch (error) {
      showRefusal(error, form);
    }
  });
  if (sentTo !== null) {
    return (
      <div className="grid max-w-md gap-4">
        <Notice>
          <p>
            An email is on its way to{" "}
            {sentTo ? <strong className="break-all">{sentTo}</strong> : "your address"}. Open its
            link within three days to confirm. You won’t get a digest before that.
          </p>
          <p className="mt-2 text-muted text-sm">
            Nothing there after a minute or two? Look in your spam folder, and check the address.
          </p>
        </Notice>
        <div>
          <Button onClick={() => setSentTo(null)}>Use another address</Button>
        </div>
      </div>
    );
  }
  const { errors } = form.formState;
  return (
    <Card className="max-w-md">
      <form
        action={PATHS.subscribeByForm}
        method="post"
        onSubmit={submit}
        noValidate
        className="grid gap-5"
      >
        <FocusFirst />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField
          label="Email address"
          type="email"
          autoComplete="email"
          inputMode="email"
          hint="No account needed. Every email has a link to unsubscribe with one click."
          error={errors.email?.message}
          {...form.register("email")}
        />
        <TimeZoneField
          label="Time zone"
          hint={`${detected ? "Taken from your device. " : ""}The email comes at 08:00 in this time zone.`}
          current={detected ?? "UTC"}
          error={errors.timeZone?.message}
          {...form.register("timeZone")}
        />
        <div>
          <Button type="submit" variant="primary" pending={ask.isPending}>
            Send me papers
          </Button>
        </div>
      </form>
    </Card>
  );
}
