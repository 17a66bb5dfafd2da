"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { takeIntent } from "@/components/people/sign-in/intent";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { askInput, MESSAGE_MAX } from "@/server/groups/schema";
import { useTRPC } from "@/trpc/client";

/** The button that asks to join, with a few words for the organizers. */
export function AskToJoin({ slug }: { slug: string }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (takeIntent("ask", slug)) setOpen(true);
  }, [slug]);
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh("groups", "nominations");
  const form = useSchemaForm(askInput, { message: "" });
  const ask = useMutation(trpc.groups.ask.mutationOptions());
  const submit = form.handleSubmit(async ({ message }) => {
    try {
      await ask.mutateAsync({ group: slug, message });
      setOpen(false);
      toast.success("You have asked to join.");
      refresh();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <>
      <Button variant="primary" pending={refreshing} onClick={() => setOpen(true)}>
        Ask to join
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Ask to join"
        lead="An organizer will read your message and get back to you."
      >
        <DialogForm
          action="Ask to join"
          pending={ask.isPending}
          onCancel={() => setOpen(false)}
          onSubmit={submit}
        >
          <TextArea
            label="Your message"
            hint="Introduce yourself and say what you would like to read. Optional."
            maxLength={MESSAGE_MAX}
            error={form.formState.errors.message?.message}
            {...form.register("message")}
          />
        </DialogForm>
      </Dialog>
    </>
  );
}
