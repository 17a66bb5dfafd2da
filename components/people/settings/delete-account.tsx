"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
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
        <DialogForm
          action="Delete my account"
          danger
          pending={remove.isPending || remove.isSuccess}
          onCancel={() => setOpen(false)}
          onSubmit={submit}
        >
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
        </DialogForm>
      </Dialog>
    </>
  );
}
