"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/fields/field";
import { deleteInput } from "@/server/people/schema";
import { useTRPC } from "@/trpc/client";
import { leaveSite } from "../leave";

/** Deletes the account after its handle is typed. */
export function DeleteAccount({ handle }: { handle: string }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const form = useSchemaForm(deleteInput, { handle: "" });
  const remove = useMutation(trpc.people.deleteAccount.mutationOptions());
  const submit = form.handleSubmit(async (input) => {
    try {
      await remove.mutateAsync(input);
      leaveSite("deleted");
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete my account
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          form.reset();
        }}
        title="Delete your account?"
        lead="This cannot be undone."
      >
        <form method="post" onSubmit={submit} noValidate className="grid gap-4">
          <p>
            Your name, address, memberships, subscriptions and votes in open ballots are deleted at
            once. Your comments, nominations and upvotes stay, as those of a “deleted person”.
            Groups where you are the only member are deleted too.
          </p>
          <TextField
            label={`Type your handle: ${handle}`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={form.formState.errors.handle?.message}
            {...form.register("handle")}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" variant="danger" pending={remove.isPending || remove.isSuccess}>
              Delete my account
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
