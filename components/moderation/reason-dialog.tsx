"use client";

import { type ReactNode, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/fields/field";
import { noteForm, REASON_MAX, reasonForm, reportForm } from "@/server/moderation/schema";

/** State of a dialog that its parent opens and closes, for example from a menu. */
export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called after closing, to set the focus. */
  onClosed?: () => void;
}

interface ReasonFields {
  label: string;
  hint: ReactNode;
  /** Label of the submit button. */
  action: string;
  danger?: boolean;
  /** Its messages say that the reason is missing. */
  schema: typeof reasonForm | typeof noteForm | typeof reportForm;
  onSend: (reason: string) => Promise<void>;
}

const FORMS = { needed: reasonForm, note: noteForm, report: reportForm } as const;

interface Props extends DialogState, Omit<ReasonFields, "schema"> {
  title: string;
  lead: ReactNode;
  /** `needed`: required, read by the person concerned; `note`: optional; `report`: required, says what is wrong. */
  kind: keyof typeof FORMS;
}

/** Dialog that asks for the reason of an act of moderation. */
export function ReasonDialog({
  open,
  onOpenChange,
  onClosed,
  title,
  lead,
  kind,
  ...fields
}: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} onClosed={onClosed} title={title} lead={lead}>
      <ReasonForm {...fields} schema={FORMS[kind]} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ReasonForm({
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
