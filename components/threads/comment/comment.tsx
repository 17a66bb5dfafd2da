"use client";

import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { Link } from "@/components/ui/links/link";
import { countInWords } from "@/server/platform/text/words";
import { signInPath } from "@/server/platform/web/addresses";
import { commentLink, commentPath } from "@/server/threads/rules";
import { Composer, GuestComposer } from "../composing/composer";
import type { ThreadContext } from "../context";
import { type Branch, STEPS } from "../reading/tree";
import { Byline } from "./byline";
import { CommentBody } from "./comment-body";
import { CommentMenu } from "./comment-menu";
import { History } from "./history";
import { QuotedText } from "./quoted-text";
import { Reactions } from "./reactions";

interface Props {
  branch: Branch;
  step: number;
  context: ThreadContext;
}

const repliesInWords = (count: number) => countInWords(count, "reply", "replies");

/** A comment with all its replies. */
export function Comment({ branch, step, context }: Props) {
  const { comment, replies, below } = branch;
  const [folded, setFolded] = useState(false);
  const [open, setOpen] = useState<"answer" | "edit" | "add" | null>(null);
  const replyButton = useRef<HTMLButtonElement>(null);
  const article = useRef<HTMLElement>(null);
  const { place, seen } = context;
  const { author, sending, may, quotedText, label, spoiler } = comment;
  const body = comment.body ?? "";
  const editing = open === "edit" || open === "add";
  const close = () => {
    setOpen(null);
    (replyButton.current ?? article.current)?.focus();
  };
  const answer = {
    place,
    label: author ? `Your reply to ${author.name}` : "Your reply",
    draft: `answer ${comment.id}`,
  };
  const resumed = context.resumed === answer.draft && may.answer;
  useEffect(() => {
    if (resumed) setOpen("answer");
  }, [resumed]);
  const fresh = seen !== null && comment.number > seen && author?.handle !== context.me;
  return (
    <li className={clsx(step === 0 && "border-line border-t pt-4 first:border-t-0 first:pt-0")}>
      <article
        ref={article}
        id={`c-${comment.id}`}
        tabIndex={-1}
        aria-label={author ? `Comment by ${author.name}` : "Comment that is not shown"}
        className={clsx(
          "-mx-2 scroll-mt-4 rounded-md px-2 py-1 outline-offset-0 target:bg-sunken",
          context.arrived === comment.id && "bg-sunken",
          sending !== undefined && "opacity-70",
        )}
      >
        <div className="flex items-start gap-1">
          {replies.length > 0 ? (
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={repliesInWords(below)}
              title={folded ? "Show replies" : "Collapse replies"}
              onClick={() => setFolded(!folded)}
              className="-ml-1.5 grid size-8 shrink-0 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
            >
              {folded ? (
                <Icon of="lucide--chevron-right" className="size-4" />
              ) : (
                <Icon of="lucide--chevron-down" className="size-4" />
              )}
            </button>
          ) : null}
          <Byline
            branch={branch}
            place={place}
            timeZone={context.timeZone}
            fresh={fresh}
            edited={
              comment.editedAt && comment.gone === null ? (
                <History
                  comment={comment}
                  editedAt={comment.editedAt}
                  timeZone={context.timeZone}
                />
              ) : null
            }
          />
        </div>
        {editing ? (
          <Composer
            place={place}
            label="Your comment"
            action="Save"
            called
            draft={`${open} ${comment.id}`}
            before={{ body: open === "add" ? `${body}\n\n${quotedText}` : body, label, spoiler }}
            onSend={async (typed) => {
              await context.onChange(comment.id, typed, open === "add");
              close();
            }}
            onCancel={close}
          />
        ) : (
          <>
            <CommentBody comment={comment} place={place} />
            {quotedText !== null && may.edit ? (
              <QuotedText
                text={quotedText}
                onAdd={() => setOpen("add")}
                onDelete={() => context.onChange(comment.id, { body, label, spoiler }, true)}
              />
            ) : null}
          </>
        )}
        {sending !== undefined || editing || comment.gone === "deleted" ? null : (
          <div className="-ml-2.5 flex flex-wrap items-center">
            {comment.gone !== null ? null : context.guest ? (
              <LinkButton
                href={signInPath(commentPath(place, comment.id))}
                variant="quiet"
                size="small"
                rel="nofollow"
                className="min-h-10"
                onClick={(event) => {
                  event.preventDefault();
                  setOpen("answer");
                }}
              >
                Reply
              </LinkButton>
            ) : may.answer || context.pending ? (
              <Button
                ref={replyButton}
                variant="quiet"
                size="small"
                className="min-h-10"
                aria-expanded={open === "answer"}
                onClick={() => setOpen(open === "answer" ? null : "answer")}
              >
                Reply
              </Button>
            ) : null}
            {comment.gone === null ? (
              <Reactions
                reactions={comment.reactions}
                mayReact={may.react}
                onReact={(kind, on) => context.onReact(comment.id, kind, on)}
              />
            ) : null}
            <CommentMenu comment={comment} thread={context} onEdit={() => setOpen("edit")} />
          </div>
        )}
      </article>
      {open === "answer" ? (
        <div className="my-2 border-line border-l-2 pl-3 sm:pl-4">
          {context.guest ? (
            <GuestComposer {...answer} back={commentLink(place, comment.id)} onCancel={close} />
          ) : (
            <Composer
              {...answer}
              action="Reply"
              called
              onSend={async (typed, clientKey) => {
                await context.onSend({ ...typed, quote: null, clientKey, parentId: comment.id });
                setOpen(null);
              }}
              onCancel={close}
            />
          )}
        </div>
      ) : null}
      {replies.length > 0 && !folded ? (
        <ol
          className={clsx(
            "mt-1 grid gap-1",
            // A phone has no room for more than four levels of indentation.
            step < 4 && "border-line border-l-2 pl-3 sm:pl-4",
            step >= 4 && step < STEPS && "sm:border-line sm:border-l-2 sm:pl-4",
          )}
        >
          {replies.map((reply) => (
            <Comment key={reply.comment.id} branch={reply} step={step + 1} context={context} />
          ))}
        </ol>
      ) : null}
      {comment.unshown > 0 && !folded ? (
        <p className="mt-1 border-line border-l-2 pl-3 sm:pl-4">
          <Link
            href={commentPath(place, comment.id)}
            className="inline-flex min-h-10 items-center text-accent underline"
          >
            {replies.length === 0
              ? `Continue this thread (${repliesInWords(comment.unshown)})`
              : countInWords(comment.unshown, "more reply", "more replies")}
          </Link>
        </p>
      ) : null}
    </li>
  );
}
