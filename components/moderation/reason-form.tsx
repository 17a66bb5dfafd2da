"use client";

import { type ReactNode, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import {
  type noteForm,
  REASON_MAX,
  type reasonForm,
  type reportForm,
} from "@/server/moderation/schema";

/** The words of the form, and the call that it makes. */
export interface ReasonFields {
  label: string;
  hint: ReactNode;
  /** Label of the submit button. */
  action: string;
  danger?: boolean;
  /** Its messages say that the reason is missing. */
  schema: typeof reasonForm | typeof noteForm | typeof reportForm;
  onSend: (reason: string) => Promise<void>;
}

/** The form of the dialog. */
export function ReasonForm({
  label,
  hint,
  action,
  danger = false,
  schema,
  onSend,
  onDone,
}: ReasonFields & { onDone: () => void }) {
  const form = useSchemaForm(schema as typeof reasonForm, { reason: "" });
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
    <form onSubmit={submit} noValidate className="grid gap-4">
      <TextArea
        label={label}
        hint={hint}
        rows={3}
        maxLength={REASON_MAX}
        error={form.formState.errors.reason?.message}
        {...form.register("reason")}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant={danger ? "danger" : "primary"} pending={pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
