"use client";

import { Confirm } from "@/components/ui/confirm";
import type { RouterOutputs } from "@/trpc/client";
import type { GroupHead } from "../joining/entrance";

export type Member = RouterOutputs["groups"]["members"]["members"][number];

/** An action on a member that is hard to undo. */
export interface MemberAction {
  kind: "remove" | "handOver";
  member: Member;
}

interface Props {
  action: MemberAction;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClosed: () => void;
  head: GroupHead;
  onRemove: (member: Member) => void;
  onHandOver: (member: Member) => void;
}

/** Asks for confirmation before a member is removed or gets the group. */
export function ConfirmMemberAction({ action, head, onRemove, onHandOver, ...window }: Props) {
  const { kind, member } = action;
  const name = <bdi className="font-medium text-ink">{member.name}</bdi>;
  const removes = kind === "remove";
  const anybody = head.visibility !== "private" && head.joinPolicy === "open";
  return (
    <Confirm
      {...window}
      title={removes ? "Remove from the group?" : "Hand over the group?"}
      action={removes ? "Remove" : "Hand over"}
      danger
      onConfirm={() => (removes ? onRemove(member) : onHandOver(member))}
    >
      {removes ? (
        <p>
          {name} will no longer be a member. Their vote on an open ballot is withdrawn; what they
          wrote stays. Existing invitation links stop working.
          {anybody ? " The group is open, so anyone can join again." : null}
        </p>
      ) : (
        <p>
          {name} will own <bdi>{head.name}</bdi>, and you will become an organizer. Only the new
          owner can give it back.
        </p>
      )}
    </Confirm>
  );
}
