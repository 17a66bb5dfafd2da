"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { ReasonFields } from "./reason-form";

// Every comment has such dialogs, and few people ever open one.
const ReasonForm = dynamic(() => import("./reason-form").then(({ ReasonForm }) => ReasonForm));

/** State of a dialog that its parent opens and closes, for example from a menu. */
export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Called after closing, to set the focus. */
  onClosed?: () => void;
}

interface Props extends DialogState, ReasonFields {
  title: string;
  lead: ReactNode;
}

/** Dialog that asks for the reason of an act of moderation. */
export function ReasonDialog({ open, onOpenChange, onClosed, title, lead, ...fields }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} onClosed={onClosed} title={title} lead={lead}>
      <ReasonForm {...fields} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
