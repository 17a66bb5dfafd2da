import type { FormEvent, ReactNode } from "react";
import { Button } from "./button";

interface Props {
  /** Label of the button that sends. */
  action: string;
  danger?: boolean;
  pending: boolean;
  /** Whether something is still to be chosen. */
  disabled?: boolean;
  /** Label of the button that closes the dialog. */
  cancel?: string;
  onCancel(): void;
  onSubmit(event: FormEvent): unknown;
  /** The fields. */
  children: ReactNode;
}

/** The form of a dialog: its fields, a button that closes the dialog, and one that sends. */
export function DialogForm({
  action,
  danger = false,
  pending,
  disabled = false,
  cancel = "Cancel",
  onCancel,
  onSubmit,
  children,
}: Props) {
  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={onSubmit}>
      {children}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{cancel}</Button>
        <Button
          type="submit"
          variant={danger ? "danger" : "primary"}
          disabled={disabled}
          pending={pending}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}
