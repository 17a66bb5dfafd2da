"use client";

import { useRef, useState } from "react";
import { useCommentActions } from "@/components/moderation/use-comment-actions";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icons/icon";
import { Menu, MenuAction } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { commentLink } from "@/server/threads/rules";
import type { ThreadContext } from "../context";
import type { Entry } from "../reading/tree";

const ICON = "size-4 shrink-0";

interface Props {
  comment: Entry;
  thread: ThreadContext;
  onEdit: () => void;
}

/** Menu with the less frequent actions on a comment. */
export function CommentMenu({ comment, thread, onEdit }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const { id, author, may, pinned } = comment;
  const answered = comment.answeredAt !== null;
  // A deleted comment no longer has a menu.
  const back = () => (trigger.current ?? document.getElementById(`c-${id}`))?.focus();
  const { group } = thread.place;
  const actions = useCommentActions({ comment, group, me: thread.me, onClosed: back });
  const copy = async () => {
    const link = new URL(commentLink(thread.place, id), window.location.origin).href;
    try {
      await navigator.clipboard.writeText(link);
      toast.success("The link is copied.");
    } catch {
      toast.error(`This browser did not allow copying. The link is ${link}`);
    }
  };
  return (
    <>
      <Menu
        trigger={
          <Button
            ref={trigger}
            variant="quiet"
            size="small"
            className="min-h-10 min-w-10"
            aria-label={
              author
                ? `More actions for the comment by ${author.name}`
                : "More actions for this comment"
            }
          >
            <Icon of="lucide--more-horizontal" className={ICON} />
          </Button>
        }
      >
        {may.edit ? (
          <MenuAction icon={<Icon of="lucide--pencil" className={ICON} />} onSelect={onEdit}>
            Edit
          </MenuAction>
        ) : null}
        <MenuAction
          icon={<Icon of="lucide--link-2" className={ICON} />}
          onSelect={() => void copy()}
        >
          Copy link
        </MenuAction>
        {may.markAnswered ? (
          <MenuAction
            icon={
              answered ? (
                <Icon of="lucide--circle-dashed" className={ICON} />
              ) : (
                <Icon of="lucide--circle-check" className={ICON} />
              )
            }
            onSelect={() => thread.onMarkAnswered(id, !answered)}
          >
            {answered ? "Mark as open again" : "Mark as answered"}
          </MenuAction>
        ) : null}
        {may.pin ? (
          <MenuAction
            icon={
              pinned ? (
                <Icon of="lucide--pin-off" className={ICON} />
              ) : (
                <Icon of="lucide--pin" className={ICON} />
              )
            }
            onSelect={() => thread.onPin(id, !pinned)}
          >
            {pinned ? "Remove from key points" : "Make this a key point"}
          </MenuAction>
        ) : null}
        {may.remove && author?.handle === thread.me ? (
          <MenuAction
            icon={<Icon of="lucide--trash-2" className={ICON} />}
            onSelect={() => setAsking(true)}
          >
            Delete
          </MenuAction>
        ) : null}
        {actions.entries}
      </Menu>
      {actions.windows}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        onClosed={back}
        title="Delete your comment?"
        action="Delete"
        danger
        onConfirm={() => thread.onRemove(id)}
      >
        <p>It cannot be restored. Replies to it stay, under a note that it was deleted.</p>
      </Confirm>
    </>
  );
}
