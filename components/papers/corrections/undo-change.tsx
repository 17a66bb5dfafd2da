"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/people/viewer";
import { useAnswer, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextArea } from "@/components/ui/fields/field";
import { REASON_MAX, undoForm } from "@/server/papers/corrections/schema";
import { useTRPC } from "@/trpc/client";

interface Props {
  paperId: string;
  changeId: string;
  /** Whether one press is enough: the site itself made the change, and nobody has to be told why. */
  atOnce: boolean;
}

/** The button that takes a change back, for people who may change the paper. */
export function UndoChange({ paperId, changeId, atOnce }: Props) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(
    trpc.papers.forViewer.queryOptions({ paperId }, { enabled: viewer !== null }),
  );
  const undo = useUndo({ onDone: () => setOpen(false) });
  if (!data?.may.edit) return null;
  return (
    <div className="mt-3">
      <Button
        size="small"
        pending={undo.isPending}
        onClick={() => (atOnce ? undo.mutate({ changeId, reason: "" }) : setOpen(true))}
      >
        Undo
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Undo this change?"
        lead="The fields go back to what they were. You can undo that as well."
      >
        <UndoForm changeId={changeId} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function useUndo(asked: Parameters<typeof useAnswer>[1]) {
  const trpc = useTRPC();
  return useMutation(trpc.papers.undo.mutationOptions(useAnswer("The change is undone.", asked)));
}

function UndoForm({ changeId, onDone }: { changeId: string; onDone(): void }) {
  const form = useSchemaForm(undoForm, { reason: "" });
  const undo = useUndo({ onDone, form });
  return (
    <DialogForm
      action="Undo"
      pending={undo.isPending}
      onCancel={onDone}
      onSubmit={form.handleSubmit((fields) => undo.mutate({ ...fields, changeId }))}
    >
      <TextArea
        label="Why (optional)"
        rows={2}
        maxLength={REASON_MAX}
        error={form.formState.errors.reason?.message ?? null}
        {...form.register("reason")}
      />
    </DialogForm>
  );
}
