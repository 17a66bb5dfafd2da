"use client";

import dynamic from "next/dynamic";
import { Dialog } from "@/components/ui/dialog";
import type { DialogState } from "../reason-dialog";

const SuspendForm = dynamic(() => import("./suspend-form").then(({ SuspendForm }) => SuspendForm));

interface Props extends DialogState {
  group: string;
  person: { handle: string; name: string };
}

/** Dialog to suspend a person from a group, for a time or until somebody ends it. */
export function SuspendMember({ group, person, open, onOpenChange, onClosed }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={onClosed}
      title="Suspend from the group?"
      lead={
        <p>
          <bdi className="font-medium text-ink">{person.name}</bdi> can keep reading, but can no
          longer write, nominate or vote. Leaving and coming back does not end the suspension.
        </p>
      }
    >
      <SuspendForm group={group} handle={person.handle} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
