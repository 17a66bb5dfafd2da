"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeepWindow } from "./keep-window";

interface Props {
  paper: { id: string; title: string };
  open: boolean;
  onClose(): void;
  /** Called when anything has changed, for a page that shows it. */
  onChanged?: (() => void) | undefined;
}

/** The window with shelves, lists and notes for a paper. */
export function KeepDialog({ paper, open, onClose, onChanged }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title="Keep this paper"
      lead={<bdi>{paper.title}</bdi>}
    >
      <KeepWindow key={paper.id} paperId={paper.id} onChanged={onChanged} />
    </Dialog>
  );
}
