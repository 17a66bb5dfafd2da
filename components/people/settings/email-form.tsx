"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields/field";
import { Link } from "@/components/ui/links/link";
import { emailInput } from "@/server/people/schema";
import { PATHS } from "@/server/platform/web/addresses";
import { useTRPC } from "@/trpc/client";
import { Notice } from "../notice";

/** The viewer's email address, and the form to change it by an emailed link. */
export function EmailForm({ email, mailbox }: { email: string | null; mailbox: boolean }) {
  const trpc = useTRPC();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useSchemaForm(emailInput, { email: "" });
  const ask = useMutation(trpc.people.requestEmailChange.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await ask.mutateAsync(input);
      setSentTo(input.email);
      form.reset();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <div className="grid gap-5">
      <p>
        {email ? (
          <>
            Current address: <strong className="break-all">{email}</strong>
          </>
        ) : (
          "You have no address yet, so sign-in links and digests cannot reach you."
        )}
      </p>
      {sentTo ? (
        <Notice>
          <p>
            A link is on its way to <strong className="break-all">{sentTo}</strong>. Open it within
            15 minutes in this browser; until then your address stays as it is.
          </p>
          {mailbox ? (
            <p className="mt-2 text-sm">
              <Link href={PATHS.mailbox} className="underline">
                Read it in this site’s mailbox
              </Link>
            </p>
          ) : null}
        </Notice>
      ) : null}
      <form method="post" onSubmit={submit} noValidate className="grid gap-4">
        <TextField
          label="New address"
          type="email"
          autoComplete="email"
          inputMode="email"
          error={form.formState.errors.email?.message}
          {...form.register("email")}
        />
        <div>
          <Button type="submit" pending={ask.isPending}>
            Send a link there
          </Button>
        </div>
      </form>
    </div>
  );
}
