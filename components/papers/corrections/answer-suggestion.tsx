"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { declineForm, REASON_MAX } from "@/server/papers/corrections/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  id: string;
  /** The paper's version that is shown. */
  version: number;
}

/** The buttons that accept or decline a suggestion. */
export function AnswerSuggestion({ id, version }: Props) {
  const trpc = useTRPC();
  const router = useRouter();
  const [declining, setDeclining] = useState(false);
  const accept = useMutation(
    trpc.papers.acceptSuggestion.mutationOptions({
      onSuccess: () => void toast.success("The paper is changed."),
      onError: (error) => showRefusal(error),
      // Refused or not: somebody else may have answered.
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Button
        variant="primary"
        size="small"
        className="min-h-10"
        pending={accept.isPending}
        onClick={() => accept.mutate({ suggestionId: id, basedOn: version })}
      >
        Accept
      </Button>
      <Button size="small" className="min-h-10" onClick={() => setDeclining(true)}>
        Decline
      </Button>
      <Dialog
        open={declining}
        onOpenChange={setDeclining}
        title="Decline this suggestion?"
        lead="The paper stays as it is."
      >
        <DeclineForm suggestionId={id} onDone={() => setDeclining(false)} />
      </Dialog>
    </div>
  );
}

function DeclineForm({ suggestionId, onDone }: { suggestionId: string; onDone(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const form = useSchemaForm(declineForm, { reason: "" });
  const decline = useMutation(
    trpc.papers.declineSuggestion.mutationOptions({
      onSuccess() {
        toast.success("The suggestion is declined.");
        onDone();
      },
      onError: (error) => showRefusal(error, form),
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <DialogForm
      action="Decline"
      pending={decline.isPending}
      onCancel={onDone}
      onSubmit={form.handleSubmit(({ reason }) => decline.mutate({ suggestionId, reason }))}
    >
      <TextArea
        label="Why"
        hint="The person who suggested it reads this."
        rows={3}
        maxLength={REASON_MAX}
        error={form.formState.errors.reason?.message ?? null}
        {...form.register("reason")}
      />
    </DialogForm>
  );
}
