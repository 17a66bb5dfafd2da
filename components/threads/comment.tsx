"use client";

import clsx from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { When } from "@/components/ui/when";
import { CommentText } from "./comment-text";
import { Composer } from "./composer";
import { draftKey } from "./draft";
import { branchPath, type Place } from "./place";
import { type Branch, type Entry, STEPS } from "./tree";
import type { Written } from "./use-thread";

/** What all comments of a thread share. */
export interface Around {
  place: Place;
  /** The viewer's; null while nobody is known. */
  timeZone: string | null;
  /** Where a guest signs in; null for who may write. */
  signIn: string | null;
  mayAnswer: boolean;
  /** The comment that the address names. */
  arrived: string | null;
  onSend: (written: Written) => Promise<void>;
  onChange: (commentId: string, body: string) => Promise<void>;
  onTake: (commentId: string) => void;
}

interface Props {
  branch: Branch;
  step: number;
  around: Around;
}

const commentsInWords = (count: number) => (count === 1 ? "1 answer" : `${count} answers`);

/** A comment with all its answers. */
export function Comment({ branch, step, around }: Props) {
  const { comment, answers, below } = branch;
  const [folded, setFolded] = useState(false);
  const [open, setOpen] = useState<"answer" | "edit" | null>(null);
  const answerButton = useRef<HTMLButtonElement>(null);
  const { place } = around;
  const close = () => {
    setOpen(null);
    answerButton.current?.focus();
  };
  return (
    <li className={clsx(step === 0 && "border-line border-t pt-4 first:border-t-0 first:pt-0")}>
      <article
        id={`c-${comment.id}`}
        tabIndex={-1}
        aria-label={comment.author ? `Comment by ${comment.author.name}` : "Deleted comment"}
        className={clsx(
          "-mx-2 scroll-mt-4 rounded-md px-2 py-1 outline-offset-0 target:bg-sunken",
          around.arrived === comment.id && "bg-sunken",
          comment.sending !== undefined && "opacity-70",
        )}
      >
        <div className="flex items-start gap-1">
          {answers.length > 0 ? (
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={
                folded ? `Show ${commentsInWords(below)}` : `Hide ${commentsInWords(below)}`
              }
              onClick={() => setFolded(!folded)}
              className="-ml-1.5 grid size-8 shrink-0 place-items-center rounded text-muted hover:bg-sunken hover:text-ink"
            >
              {folded ? (
                <ChevronRight aria-hidden className="size-4" />
              ) : (
                <ChevronDown aria-hidden className="size-4" />
              )}
            </button>
          ) : null}
          <Byline branch={branch} timeZone={around.timeZone} />
        </div>
        {open === "edit" ? (
          <Composer
            label="Your comment"
            action="Save"
            called
            draftKey={draftKey(place, `edit ${comment.id}`)}
            before={comment.body ?? ""}
            onSend={async (body) => {
              await around.onChange(comment.id, body);
              close();
            }}
            onCancel={close}
          />
        ) : (
          <Said comment={comment} />
        )}
        {comment.deleted || comment.sending !== undefined || open === "edit" ? null : (
          <div className="-ml-2.5 flex flex-wrap items-center">
            {around.signIn ? (
              <LinkButton href={around.signIn} variant="quiet" size="small" className="min-h-10">
                Answer
              </LinkButton>
            ) : around.mayAnswer ? (
              <Button
                ref={answerButton}
                variant="quiet"
                size="small"
                className="min-h-10"
                aria-expanded={open === "answer"}
                onClick={() => setOpen(open === "answer" ? null : "answer")}
              >
                Answer
              </Button>
            ) : null}
            {comment.may.edit ? (
              <Button
                variant="quiet"
                size="small"
                className="min-h-10"
                onClick={() => setOpen("edit")}
              >
                Edit
              </Button>
            ) : null}
            {comment.may.remove ? <Take comment={comment} onTake={around.onTake} /> : null}
          </div>
        )}
      </article>
      {open === "answer" ? (
        <div className="my-2 border-line border-l-2 pl-3 sm:pl-4">
          <Composer
            label={comment.author ? `Your answer to ${comment.author.name}` : "Your answer"}
            action="Answer"
            called
            draftKey={draftKey(place, `answer ${comment.id}`)}
            onSend={async (body, clientKey) => {
              await around.onSend({ body, clientKey, parentId: comment.id });
              setOpen(null);
            }}
            onCancel={close}
          />
        </div>
      ) : null}
      {answers.length > 0 && !folded ? (
        <ol
          className={clsx(
            "mt-1 grid gap-1",
            // A phone has no room for more than four lines.
            step < 4 && "border-line border-l-2 pl-3 sm:pl-4",
            step >= 4 && step < STEPS && "sm:border-line sm:border-l-2 sm:pl-4",
          )}
        >
          {answers.map((answer) => (
            <Comment key={answer.comment.id} branch={answer} step={step + 1} around={around} />
          ))}
        </ol>
      ) : null}
      {comment.unshown > 0 && !folded ? (
        <p className="mt-1 border-line border-l-2 pl-3 sm:pl-4">
          <Link
            href={branchPath(place, comment.id)}
            className="inline-flex min-h-10 items-center text-accent underline"
          >
            {comment.unshown === 1 ? "1 more answer" : `${comment.unshown} more answers`}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

/** Who said it and when. The time is the comment's own address. */
function Byline({
  branch: { comment, to },
  timeZone,
}: {
  branch: Branch;
  timeZone: string | null;
}) {
  const { author, createdAt, editedAt, sending } = comment;
  return (
    <p className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 text-sm">
      {author ? (
        <span className="min-w-0 font-semibold">
          <bdi>{author.name}</bdi>
        </span>
      ) : null}
      {to === undefined ? null : (
        <span className="text-muted">to {to ? <bdi>{to.name}</bdi> : "a deleted comment"}</span>
      )}
      {sending === undefined ? (
        <a
          href={`#c-${comment.id}`}
          className="inline-flex min-h-6 items-center text-muted no-underline hover:underline"
        >
          <When date={createdAt} timeZone={timeZone} />
        </a>
      ) : (
        <span className="text-muted">is being sent…</span>
      )}
      {editedAt ? (
        <span className="text-muted">
          edited{" "}
          <span className="sr-only">
            <When date={editedAt} timeZone={timeZone} />
          </span>
        </span>
      ) : null}
    </p>
  );
}

function Said({ comment }: { comment: Entry }) {
  if (comment.deleted) return <p className="pb-1 text-muted italic">This comment was deleted.</p>;
  if (comment.sending !== undefined) {
    return <p className="whitespace-pre-wrap pb-1">{comment.sending}</p>;
  }
  return <CommentText html={comment.html} />;
}

function Take({ comment, onTake }: { comment: Entry; onTake: (id: string) => void }) {
  return (
    <Confirm
      trigger={
        <Button variant="quiet" size="small" className="min-h-10">
          Delete
        </Button>
      }
      title={comment.may.edit ? "Delete your comment?" : "Delete this comment?"}
      action="Delete"
      danger
      onConfirm={() => onTake(comment.id)}
    >
      {comment.may.edit || !comment.author ? null : (
        <p>
          You delete what <bdi>{comment.author.name}</bdi> wrote, as an organizer of the group.
        </p>
      )}
      <p>It cannot be brought back. Answers to it stay, under a note that it was deleted.</p>
    </Confirm>
  );
}
