"use client";

import { Confirm } from "@/components/ui/confirm";

interface Props {
  asking: boolean;
  dismiss(): void;
  confirm(): void;
}

/** Asks for a confirmation before nominating a paper that the group has chosen or read. */
export function ReadBefore({ asking, dismiss, confirm }: Props) {
  return (
    <Confirm
      open={asking}
      onOpenChange={(open) => {
        if (!open) dismiss();
      }}
      title="Nominate it again?"
      action="Nominate again"
      onConfirm={confirm}
    >
      <p>This group has already chosen or read this paper. You can still nominate it again.</p>
    </Confirm>
  );
}
