"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/fields/field";
import { Link } from "@/components/ui/links/link";
import { linkInput } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { Notice } from "../notice";

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
  const [sentTo, setSentTo] = useState<string | null>(sent ? "" : null);
  const form = useSchemaForm(linkInput, { to });
  const ask = useMutation(trpc.people.requestLink.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await ask.mutateAsync(input);
      setSentTo(input.email);
    } catch (error) {
      showRefusal(error, form);
    }
  });
  if (sentTo !== null) {
    return <Sent email={sentTo} mailbox={mailbox} onAgain={() => setSentTo(null)} />;
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
        <input type="hidden" name="to" value={to} />
        <TextField
          label="Email address"
          type="email"
          autoComplete="email"
          inputMode="email"
          hint="You get a link that signs you in. No password and no registration form: a new address creates a new account."
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

interface SentProps {
  email: string;
  mailbox: boolean;
  onAgain: () => void;
}

function Sent({ email, mailbox, onAgain }: SentProps) {
  return (
    <div className="grid gap-4">
      <Notice>
        <p>
          If {email ? <strong className="break-all">{email}</strong> : "your address"} is right, an
          email is on its way. Its link works once, within 15 minutes.
        </p>
        <p className="mt-2 text-muted text-sm">
          {mailbox ? (
            <>
              This site does not send real email: read it{" "}
              <Link href={PATHS.mailbox} className="underline">
                in its mailbox
              </Link>
              .
            </>
          ) : (
            "Nothing there after a minute or two? Look in your spam folder, and check the address. If you asked more than once, use the link in the newest email."
          )}
        </p>
      </Notice>
      <div>
        <Button onClick={onAgain}>Use another address</Button>
      </div>
    </div>
  );
}
