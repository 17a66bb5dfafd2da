"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { SUSPENDED } from "@/components/people/suspended";
import { useViewer } from "@/components/people/viewer";
import { LinkButton } from "@/components/ui/button";
import { Pager } from "@/components/ui/pager";
import { Skeleton } from "@/components/ui/skeleton";
import { type Around, Comment } from "./comment";
import { Composer } from "./composer";
import { draftKey } from "./draft";
import { branchPath, type Place, threadPath } from "./place";
import { branchesOf } from "./tree";
import { useArrival } from "./use-arrival";
import { type Thread, useThread, type Written } from "./use-thread";

interface Props extends Place {
  /** The page of the thread as the server rendered it; it says which one. */
  initial: Thread;
  /** The viewer's, where the server knows it. */
  timeZone?: string | null;
}

/** The discussion of a paper: public, or with `group` the group's own. */
export function PaperThread({ paper, group, initial, timeZone = null }: Props) {
  const place = { paper, group };
  const { viewer, pending } = useViewer();
  const router = useRouter();
  const arrived = useArrival(place);
  const { thread, entries, send, change, take } = useThread(place, initial, viewer);
  const { commentCount, page, more, branch } = thread;
  const path = branch === null ? threadPath(place) : branchPath(place, branch);
  const guest = !viewer && !pending;
  const writes = thread.may.add || (viewer !== null && !viewer.suspended);
  const signIn = `/sign-in?to=${encodeURIComponent(path)}`;

  const onSend = async (written: Written) => {
    const { id, here } = await send(written);
    if (here) {
      // The new comment is there once React has drawn what was read.
      requestAnimationFrame(() => document.getElementById(`c-${id}`)?.focus());
      return;
    }
    toast.success("Your comment is there, on another page of this discussion.", {
      action: { label: "Show it", onClick: () => router.push(`${branchPath(place, id)}#c-${id}`) },
    });
  };
  const around: Around = {
    place,
    timeZone: viewer?.timeZone ?? timeZone,
    signIn: guest ? signIn : null,
    // Who is only not known yet will most likely may: nothing shall jump when the answer comes.
    mayAnswer: writes || pending,
    arrived,
    onSend,
    onChange: change,
    onTake: take,
  };
  const branches = branchesOf(entries);
  return (
    <section aria-labelledby="discussion">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="discussion" className="scroll-mt-4 font-semibold font-serif text-xl">
          Discussion
          {commentCount > 0 ? (
            <span className="ml-2 font-normal font-sans text-base text-muted">
              {commentCount === 1 ? "1 comment" : `${commentCount} comments`}
            </span>
          ) : null}
        </h2>
        {branch === null ? null : (
          <Link href={`${threadPath(place)}#discussion`} className="text-accent underline">
            See the whole discussion
          </Link>
        )}
      </div>
      {branches.length > 0 ? (
        <ol className="grid gap-4">
          {branches.map((one) => (
            <Comment key={one.comment.id} branch={one} step={0} around={around} />
          ))}
        </ol>
      ) : (
        <p className="text-muted">
          {page > 1
            ? "There are no comments on this page."
            : "Nobody has written yet. What did you take from this paper, and what do you doubt?"}
        </p>
      )}
      <Pager page={page} more={more} path={path} anchor="discussion" />
      {branch === null ? (
        <div className="mt-6 border-line border-t pt-4" id="write">
          {writes ? (
            <Composer
              label={group === undefined ? "Your comment" : "Your comment, for the group only"}
              action="Comment"
              draftKey={draftKey(place, "new")}
              onSend={(body, clientKey) => onSend({ body, clientKey, parentId: null })}
            />
          ) : guest ? (
            <LinkButton href={signIn} variant="primary">
              Sign in to join the discussion
            </LinkButton>
          ) : pending ? (
            <Skeleton className="h-56" />
          ) : (
            <p className="text-muted">{SUSPENDED}</p>
          )}
        </div>
      ) : null}
    </section>
  );
}
