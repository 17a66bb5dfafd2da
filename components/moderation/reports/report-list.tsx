"use client";

import { useRef, useState } from "react";
import { PaperTitle } from "@/components/papers/paper-title";
import { CommentText } from "@/components/threads/comment/comment-text";
import { Folded } from "@/components/threads/comment/folded";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/links/link";
import { When } from "@/components/ui/times/when";
import { commentLink, placeOf } from "@/server/threads/rules";
import type { RouterOutputs } from "@/trpc/client";
import { HideComment } from "../hide-comment";
import { RemoveComment } from "../remove-comment";
import { SuspendMember } from "../suspensions/suspend-member";
import { DismissReports } from "./dismiss-reports";
import { Reasons } from "./reasons";

type Reported = RouterOutputs["moderation"]["reports"]["comments"][number];

interface Props {
  comments: Reported[];
  /** The address of the group; null for public threads. */
  group: string | null;
  timeZone: string;
}

/** Reported comments with the actions on them. */
export function ReportList({ comments, group, timeZone }: Props) {
  return (
    <section aria-labelledby="reports">
      <h2 id="reports" className="mb-3 font-semibold font-serif text-xl">
        Reported comments
      </h2>
      {comments.length === 0 ? (
        <p className="text-muted">Nothing needs a decision.</p>
      ) : (
        <ul className="grid gap-4">
          {comments.map((comment) => (
            <li key={comment.id}>
              <ReportedComment comment={comment} group={group} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ReportedComment({
  comment,
  group,
  timeZone,
}: Omit<Props, "comments"> & { comment: Reported }) {
  const { id, author, createdAt, html, folded, paper, reports, moreReports } = comment;
  const [asking, setAsking] = useState<"hide" | "remove" | "dismiss" | "suspend" | null>(null);
  const pressed = useRef<HTMLElement | null>(null);
  const place = placeOf(comment, group);
  const window = (kind: typeof asking) => ({
    open: asking === kind,
    onOpenChange: (open: boolean) => setAsking(open ? kind : null),
    onClosed: () => pressed.current?.focus(),
  });
  const button = (kind: NonNullable<typeof asking>, words: string) => (
    <Button
      size="small"
      className="min-h-10"
      onClick={(event) => {
        pressed.current = event.currentTarget;
        setAsking(kind);
      }}
    >
      {words}
    </Button>
  );
  return (
    <Card>
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <bdi className="font-semibold">{author.name}</bdi>
        <span className="text-muted">@{author.handle}</span>
        <span className="text-muted">
          <When date={createdAt} timeZone={timeZone} />
        </span>
        {place && paper ? (
          <Link
            href={commentLink(place, id)}
            className="inline-flex min-h-6 items-center underline"
          >
            in the discussion of&nbsp;
            <PaperTitle of={paper} />
          </Link>
        ) : null}
      </p>
      <div className="my-2 border-line border-l-2 pl-3">
        {folded ? <Folded href={place && commentLink(place, id)} /> : <CommentText html={html} />}
      </div>
      <Reasons
        reports={reports.map(({ id, reporter, reason, createdAt }) => {
          return { key: id, name: reporter.name, reason, at: createdAt };
        })}
        more={moreReports}
        timeZone={timeZone}
      />
      <div className="mt-3 flex flex-wrap gap-2">
        {button("hide", "Hide")}
        {button("dismiss", "Dismiss")}
        {button("remove", "Delete")}
        {group === null ? null : button("suspend", "Suspend the author")}
      </div>
      <HideComment commentId={id} {...window("hide")} />
      <DismissReports commentId={id} {...window("dismiss")} />
      <RemoveComment commentId={id} {...window("remove")} />
      {group === null ? null : (
        <SuspendMember group={group} person={author} {...window("suspend")} />
      )}
    </Card>
  );
}
