import type { ReactNode } from "react";
import { Avatar } from "@/components/people/avatar";
import { Badge } from "@/components/ui/badge";
import { When } from "@/components/ui/times/when";
import { commentLink } from "@/server/threads/rules";
import type { Place } from "@/server/threads/schema";
import type { Branch } from "../reading/tree";
import { Labels } from "./labels";

interface Props {
  branch: Branch;
  place: Place;
  timeZone: string | null;
  /** Whether the comment was written since the viewer's last visit. */
  fresh: boolean;
  /** Says that the comment was edited, and leads to its versions. */
  edited: ReactNode;
}

/** Author, time and labels of a comment. The time links to the comment's own page. */
export function Byline({ branch: { comment, to }, place, timeZone, fresh, edited }: Props) {
  const { author, createdAt, sending, offline, label, answeredAt, pinned, gone, html } = comment;
  return (
    <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      {author ? (
        <>
          <Avatar name={author.name} handle={author.handle} />
          <span className="min-w-0 font-semibold">
            <bdi>{author.name}</bdi>
          </span>
        </>
      ) : null}
      {to === undefined ? null : (
        <span className="text-muted">
          to {to ? <bdi>{to.name}</bdi> : "a comment that is not shown"}
        </span>
      )}
      {sending === undefined ? (
        <a
          href={commentLink(place, comment.id)}
          className="inline-flex min-h-6 items-center text-muted no-underline hover:underline"
        >
          <When date={createdAt} timeZone={timeZone} relative />
        </a>
      ) : (
        <span className="text-muted">
          {offline ? "will be sent when you are back; keep this page open" : "sending…"}
        </span>
      )}
      {edited}
      <Labels label={label} answered={answeredAt !== null} />
      {pinned ? <Badge>Key point</Badge> : null}
      {fresh ? (
        <span className="rounded-full bg-accent px-2 py-0.5 font-medium text-on-accent text-xs">
          new
        </span>
      ) : null}
      {gone === "hidden" && html !== "" ? (
        <span className="text-danger">hidden from others</span>
      ) : null}
    </div>
  );
}
