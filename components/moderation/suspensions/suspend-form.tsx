"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { DialogForm } from "@/components/ui/dialog-form";
import { SelectField, TextArea } from "@/components/ui/fields/field";
import { toast } from "@/components/ui/toast";
import { REASON_MAX, suspendForm } from "@/server/moderation/schema";
import { useTRPC } from "@/trpc/client";

const TIMES: [string, number | null][] = [
  ["1 day", 1],
  ["1 week", 7],
  ["30 days", 30],
  ["90 days", 90],
  ["until someone ends it", null],
];

/** The form of the dialog that suspends a person. */
export function SuspendForm({
  group,
  handle,
  onDone,
}: {
  group: string;
  handle: string;
  onDone: () => void;
}) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search", "groups", "nominations");
  const suspend = useMutation(trpc.moderation.suspend.mutationOptions());
  const form = useSchemaForm(suspendForm, { reason: "", days: 7 });
  const { errors } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    try {
      await suspend.mutateAsync({ group, handle, ...input });
      onDone();
      toast.success("The person is suspended.");
      refresh();
    } catch (error) {
      showRefusal(error, form);
    }
  });
  return (
    <DialogForm
      action="Suspend"
      danger
      pending={suspend.isPending}
      onCancel={onDone}
      onSubmit={submit}
    >
      <SelectField
        label="For how long"
        error={errors.days?.message}
        {...form.register("days", { setValueAs: (value) => (value === "" ? null : Number(value)) })}
      >
        {TIMES.map(([words, days]) => (
          <option key={words} value={days ?? ""}>
            {words}
          </option>
        ))}
      </SelectField>
      <TextArea
        label="Reason"
        hint="The person can read it in the log."
        rows={3}
        maxLength={REASON_MAX}
        error={errors.reason?.message}
        {...form.register("reason")}
      />
    </DialogForm>
  );
}
