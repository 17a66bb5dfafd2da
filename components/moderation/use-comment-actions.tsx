"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Icon, type IconName } from "@/components/ui/icons/icon";
import { MenuAction } from "@/components/ui/menu";
import type { ShownComment } from "@/server/threads/schema";
import type { Action } from "./comment-windows";

const CommentWindows = dynamic(() =>
  import("./comment-windows").then(({ CommentWindows }) => CommentWindows),
);

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
  const [asked, setAsked] = useState(false);
  const { id: commentId, author, gone, may } = comment;
  if (me === null || author === null || author.handle === me) {
    return { entries: null, windows: null };
  }
  const entry = (action: Action, icon: IconName, words: string) => (
    <MenuAction
      icon={<Icon of={icon} className="size-4 shrink-0" />}
      onSelect={() => {
        setAsked(true);
        setAsking(action);
      }}
    >
      {words}
    </MenuAction>
  );
  const hidden = gone === "hidden";
  return {
    entries: (
      <>
        {may.hide && !hidden ? entry("hide", "lucide--eye-off", "Hide") : null}
        {may.hide && hidden ? entry("restore", "lucide--eye", "Restore") : null}
        {may.remove ? entry("remove", "lucide--trash-2", "Delete") : null}
        {may.hide && group !== undefined
          ? entry("suspend", "lucide--user-x", "Suspend the author")
          : null}
        {may.report && !may.hide ? entry("report", "lucide--flag", "Report") : null}
        {entry("block", "lucide--ban", "Block the author")}
      </>
    ),
    // Rendered with each comment, they would cost more than the comment.
    windows: asked ? (
      <CommentWindows {...{ commentId, author, group, asking, onClosed }} onAsking={setAsking} />
    ) : null,
  };
}
