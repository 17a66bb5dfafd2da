"use client";

import { BlockPerson } from "@/components/people/settings/block-person";
import { HideComment } from "./hide-comment";
import { RemoveComment } from "./remove-comment";
import { ReportComment } from "./reports/report-comment";
import { RestoreComment } from "./restore-comment";
import { SuspendMember } from "./suspensions/suspend-member";

export type Action = "report" | "block" | "hide" | "restore" | "remove" | "suspend";

interface Props {
  commentId: string;
  author: { handle: string; name: string };
  group: string | undefined;
  /** The dialog that is open. */
  asking: Action | null;
  onAsking: (action: Action | null) => void;
  onClosed: () => void;
}

/** The dialogs of the actions on somebody else's comment. */
export function CommentWindows({ commentId, author, group, asking, onAsking, onClosed }: Props) {
  const window = (action: Action) => ({
    open: asking === action,
    onOpenChange: (open: boolean) => onAsking(open ? action : null),
    onClosed,
  });
  return (
    <>
      <ReportComment commentId={commentId} inGroup={group !== undefined} {...window("report")} />
      <HideComment commentId={commentId} {...window("hide")} />
      <RestoreComment commentId={commentId} {...window("restore")} />
      <RemoveComment commentId={commentId} {...window("remove")} />
      <BlockPerson person={author} {...window("block")} />
      {group === undefined ? null : (
        <SuspendMember group={group} person={author} {...window("suspend")} />
      )}
    </>
  );
}
