"use client";

import type { ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { noteForm, reasonForm, reportForm } from "@/server/moderation/schema";
import { type ReasonFields, ReasonForm } from "./reason-form";

/** State of a dialog that its parent opens and closes, for example from a menu. */
export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called after closing, to set the focus. */
  onClosed?: () => void;
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
