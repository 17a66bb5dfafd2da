"use client";

import { Ban, Eye, EyeOff, Flag, Trash2, UserX } from "lucide-react";
import { type ReactNode, useState } from "react";
import { BlockPerson } from "@/components/people/settings/block-person";
import { MenuAction } from "@/components/ui/menu";
import type { ShownComment } from "@/server/threads/schema";
import { HideComment } from "./hide-comment";
import { RemoveComment } from "./remove-comment";
import { ReportComment } from "./reports/report-comment";
import { RestoreComment } from "./restore-comment";
import { SuspendMember } from "./suspensions/suspend-member";

type Action = "report" | "block" | "hide" | "restore" | "remove" | "suspend";

interface About {
  comment: Pick<ShownComment, "id" | "author" | "gone" | "may">;
  /** The address of the thread's group; undefined in public. */
  group: string | undefined;
  /** The viewer's handle; null for guests. */
  me: string | null;
  /** Returns the focus to the menu's button. */
  onClosed: () => void;
}

/** Actions on somebody else's comment: entries for its menu, and the dialogs they open. */
export function useCommentActions({ comment, group, me, onClosed }: About): {
  entries: ReactNode;
  windows: ReactNode;
} {
  const [asking, setAsking] = useState<Action | null>(null);
  const { id: commentId, author, gone, may } = comment;
  if (me === null || author === null || author.handle === me) {
    return { entries: null, windows: null };
  }
  const window = (action: Action) => ({
    open: asking === action,
    onOpenChange: (open: boolean) => setAsking(open ? action : null),
    onClosed,
  });
  const entry = (action: Action, Icon: typeof Flag, words: string) => (
    <MenuAction
      icon={<Icon aria-hidden className="size-4 shrink-0" />}
      onSelect={() => setAsking(action)}
    >
      {words}
    </MenuAction>
  );
  const hidden = gone === "hidden";
  return {
    entries: (
      <>
        {may.hide && !hidden ? entry("hide", EyeOff, "Hide") : null}
        {may.hide && hidden ? entry("restore", Eye, "Restore") : null}
        {may.remove ? entry("remove", Trash2, "Delete") : null}
        {may.hide && group !== undefined ? entry("suspend", UserX, "Suspend the author") : null}
        {may.report && !may.hide ? entry("report", Flag, "Report") : null}
        {entry("block", Ban, "Block the author")}
      </>
    ),
    windows: (
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
    ),
  };
}
