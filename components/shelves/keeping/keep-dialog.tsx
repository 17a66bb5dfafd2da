"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeepWindow } from "./keep-window";

interface Props {
  paper: { id: string; title: string };
  open: boolean;
  onClose(): void;
}

/** The window with shelves, lists and notes for a paper of a list. */
export function KeepDialog({ paper, open, onClose }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title="Keep this paper"
      lead={<bdi>{paper.title}</bdi>}
    >
      <KeepWindow key={paper.id} paperId={paper.id} />
    </Dialog>
  );
}
