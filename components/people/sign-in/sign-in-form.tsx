"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { FocusFirst } from "@/components/ui/fields/focus-first";
import { linkInput } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { type Asked, prepareAsked, readAsked } from "./asked";
import { LinkSent } from "./link-sent";

interface Props {
  /** The path to continue at. */
  to: string;
  /** Whether a link was already requested by the plain form, without JavaScript. */
  sent: boolean;
  /** Whether the emails of this site are shown on a page of their own. */
  mailbox: boolean;
}

/** The form that asks for a sign-in link. Works as a plain form too. */
export function SignInForm({ to, sent, mailbox }: Props) {
  const trpc = useTRPC();
  const [isSent, setSent] = useState(sent);
  const [asked, setAsked] = useState<Asked | null>(null);
  // After a wrong code, the page is a new one.
  useEffect(() => {
    if (sent) setAsked(readAsked());
  }, [sent]);
  const form = useSchemaForm(linkInput, { to });
  const ask = useMutation(trpc.people.requestLink.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      const prepared = prepareAsked(input.email);
      await ask.mutateAsync({ ...input, ticket: prepared.ticket });
      setAsked(prepared);
      setSent(true);
    } catch (error) {
      showRefusal(error, form);
    }
  });
  if (isSent) {
    return <LinkSent asked={asked} to={to} mailbox={mailbox} onAgain={() => setSent(false)} />;
  }
  return (
    <Card>
      <form
        action={PATHS.signInByEmail}
        method="post"
        onSubmit={submit}
        noValidate
        className="grid gap-4"
      >
        <FocusFirst />
        <input type="hidden" name="to" value={to} />
        <TextField
          label="Email address"
          type="email"
          autoComplete="email"
          inputMode="email"
          hint="You get a link and a code that sign you in. No password and no registration form: a new address creates a new account."
          error={form.formState.errors.email?.message}
          {...form.register("email")}
        />
        <div>
          <Button type="submit" variant="primary" pending={ask.isPending}>
            Send me a link
          </Button>
        </div>
      </form>
    </Card>
  );
}
