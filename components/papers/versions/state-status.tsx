"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/people/viewer";
import { useAnswer, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { DialogForm } from "@/components/ui/dialog-form";
import { SelectField, TextArea, TextField } from "@/components/ui/fields/field";
import { type PaperStatus, STATUSES } from "@/server/papers/versions/rules";
import { REASON_MAX, statusForm } from "@/server/papers/versions/schema";
import { useTRPC } from "@/trpc/client";
import { STATUS_NAMES } from "./words";

interface Props {
  paper: { id: string; status: PaperStatus };
}

/** The button by which moderators state what has become of a paper, or take a mark back. */
export function StateStatus({ paper }: Props) {
  const { viewer } = useViewer();
  const [open, setOpen] = useState(false);
  if (!viewer?.moderator) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Change the status</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Change the status of this paper"
        lead="Your word goes before that of its sources, unless they say something graver later."
      >
        <StatusForm paper={paper} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function StatusForm({ paper, onDone }: Props & { onDone(): void }) {
  const trpc = useTRPC();
  const form = useSchemaForm(statusForm, {
    ...{ status: paper.status, since: "", link: "", reason: "" },
  });
  const state = useMutation(
    trpc.papers.stateStatus.mutationOptions(useAnswer("The status is saved.", { onDone, form })),
  );
  const { errors } = form.formState;
  return (
    <DialogForm
      action="Save"
      pending={state.isPending}
      onCancel={onDone}
      onSubmit={form.handleSubmit((fields) => state.mutate({ ...fields, paperId: paper.id }))}
    >
      <SelectField label="Status" {...form.register("status")}>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {STATUS_NAMES[status]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Since when (optional)"
        hint="As exactly as it is known: 2026, 2026-05 or 2026-05-17."
        error={errors.since?.message ?? null}
        {...form.register("since")}
      />
      <TextField
        label="Link to the notice or the publication (optional)"
        type="url"
        error={errors.link?.message ?? null}
        {...form.register("link")}
      />
      <TextArea
        label="How you know"
        hint="Everybody can read this on the page of versions."
        rows={2}
        maxLength={REASON_MAX}
        error={errors.reason?.message ?? null}
        {...form.register("reason")}
      />
    </DialogForm>
  );
}
