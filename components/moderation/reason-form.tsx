"use client";

import { type ReactNode, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { DialogForm } from "@/components/ui/dialog-form";
import { TextArea } from "@/components/ui/fields/field";
import { noteForm, REASON_MAX, reasonForm, reportForm } from "@/server/moderation/schema";

const SCHEMAS = { needed: reasonForm, note: noteForm, report: reportForm } as const;

/** The words of the form, and the call that it makes. */
export interface ReasonFields {
  label: string;
  hint: ReactNode;
  /** Label of the submit button. */
  action: string;
  danger?: boolean;
  /** `needed`: required, read by the person concerned; `note`: optional; `report`: required, says what is wrong. */
  kind: keyof typeof SCHEMAS;
  onSend: (reason: string) => Promise<void>;
}

/** The form of the dialog. */
export function ReasonForm({
  label,
  hint,
  action,
  danger = false,
  kind,
  onSend,
  onDone,
}: ReasonFields & { onDone: () => void }) {
  const form = useSchemaForm(SCHEMAS[kind] as typeof reasonForm, { reason: "" });
  const [pending, setPending] = useState(false);
  const submit = form.handleSubmit(async ({ reason }) => {
    setPending(true);
    try {
      await onSend(reason);
      onDone();
    } catch (error) {
      showRefusal(error, form);
      setPending(false);
    }
  });
  return (
    <DialogForm
      action={action}
      danger={danger}
      pending={pending}
      onCancel={onDone}
      onSubmit={submit}
    >
      <TextArea
        label={label}
        hint={hint}
        rows={3}
        maxLength={REASON_MAX}
        error={form.formState.errors.reason?.message}
        {...form.register("reason")}
      />
    </DialogForm>
  );
}
