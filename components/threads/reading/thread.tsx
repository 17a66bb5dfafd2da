"use client";

import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { ThreadActions } from "@/components/moderation/thread-actions";
import { FollowThread } from "@/components/notifications/follow";
import { SUSPENDED } from "@/components/people/suspended";
import { useViewer } from "@/components/people/viewer";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/links/link";
import { Pager } from "@/components/ui/links/pager";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { countInWords } from "@/server/platform/text/words";
import { signInPath } from "@/server/platform/web/addresses";
import { commentLink, commentPath, pathInOrder, threadPath, watchOf } from "@/server/threads/rules";
import type { Place, ThreadPage } from "@/server/threads/schema";
import { Comment } from "../comment/comment";
import { Composer, GuestComposer } from "../composing/composer";
import type { ThreadContext } from "../context";
import { PasteQuote } from "../quoting/paste-quote";
import { useQuote } from "../quoting/quoting";
import { Audience } from "./audience";
import { KeyPoints } from "./key-points";
import type { Written } from "./on-its-way";
import { OrderLinks } from "./order-links";
import { branchesOf } from "./tree";
import { unreadInWords } from "./unread";
import { useArrival } from "./use-arrival";
import { useFocus } from "./use-focus";
import { useNews } from "./use-news";
import { useResumed } from "./use-resumed";
import { useThread } from "./use-thread";
import { useVisit } from "./use-visit";

interface Props {
  place: Place;
  /** The page as the server rendered it, with its order, number and focus. */
  initial: ThreadPage;
  /** The viewer's, if the server knows it. */
  timeZone?: string | null;
  /** Of the paper whose page it is on. */
  paperId?: string;
}

/** Discussion of a paper, in public or in a group, or of a meeting. */
export function Thread(props: Props) {
  const { order, focus, page } = props.initial;
  // Another page or order is another screen: open forms and "new" marks do not carry over.
  return <Discussion key={`${threadPath(props.place)} ${order} ${focus} ${page}`} {...props} />;
}

function Discussion({ place: at, initial, timeZone = null, paperId }: Props) {
  const address = threadPath(at);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is the same while its address is
  const place = useMemo(() => at, [address]);
  const { viewer, pending } = useViewer();
  const router = useRouter();
  const arrived = useArrival(place);
  const talk = useThread(place, initial, viewer);
  const { thread, entries, send } = talk;
  const unread = useVisit(thread, viewer !== null && !viewer.suspended);
  const { commentCount, page, pages, focus, order, locked, archived } = thread;
  const { quote, setQuote } = useQuote(thread.quotes);
  const path = focus === null ? address : commentPath(place, focus);
  // Until the viewer is known, the page is as a guest sees it: one that sleeps stays so.
  const guest = !viewer && (!pending || place.group === undefined);
  const resumed = useResumed(place, viewer !== null && thread.may.add);
  const [writing, setWriting] = useState(false);

  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusOn = useFocus(section, heading);
  const news = useNews(thread, viewer?.handle ?? null);

  const onSend = async (comment: Written) => {
    const from = document.activeElement;
    const { id, here } = await send(comment);
    if (here) {
      focusOn(id, from);
      return;
    }
    toast.success("Your comment was posted, on another page of this discussion.", {
      action: { label: "Show it", onClick: () => router.push(commentLink(place, id)) },
    });
  };
  const context: ThreadContext = {
    place,
    timeZone: viewer?.timeZone ?? timeZone,
    guest: guest && !locked,
    resumed,
    pending: pending && !guest,
    me: viewer?.handle ?? null,
    seen: unread?.seenNumber ?? null,
    arrived,
    onSend,
    onChange: talk.change,
    onRemove: talk.remove,
    onReact: talk.react,
    onMarkAnswered: talk.markAnswered,
    onPin: talk.pin,
  };
  const branches = branchesOf(entries);
  return (
    <section
      aria-labelledby="discussion"
      ref={section}
      // For a page that sleeps (components/shell/waking).
      data-watch={watchOf(place)}
      data-since={initial.readAt}
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2
          id="discussion"
          ref={heading}
          tabIndex={-1}
          className="scroll-mt-4 font-semibold font-serif text-xl"
        >
          <Audience place={place} group={thread.group} />
          {commentCount > 0 ? (
            <span className="ml-2 font-normal font-sans text-base text-muted">
              {countInWords(commentCount, "comment")}
            </span>
          ) : null}
        </h2>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {commentCount > 1 ? <OrderLinks path={path} order={order} /> : null}
          <FollowThread threadId={thread.id} paperId={paperId} />
        </div>
      </div>
      <ThreadActions
        threadId={thread.id}
        commentCount={commentCount}
        locked={locked}
        moderates={thread.may.moderate}
      />
      {unread && unread.count > 0 && unread.first ? (
        <p className="mb-4">
          <a
            href={
              entries.some(({ id }) => id === unread.first)
                ? `#c-${unread.first}`
                : commentLink(place, unread.first)
            }
            className="inline-flex min-h-10 items-center gap-2 rounded-md border border-accent px-3 text-accent no-underline hover:bg-sunken"
          >
            {unreadInWords(unread.count)} new since you were here: go to the first
          </a>
        </p>
      ) : null}
      {focus === null ? null : (
        <p className="mb-4">
          <Link
            href={`${address}#discussion`}
            className="inline-flex min-h-10 items-center text-accent underline"
          >
            See the whole discussion
          </Link>
        </p>
      )}
      <p role="status" className="sr-only">
        {news}
      </p>
      <KeyPoints place={place} points={thread.keyPoints} />
      {branches.length > 0 ? (
        <ol className="grid gap-4">
          {branches.map((one) => (
            <Comment key={one.comment.id} branch={one} step={0} context={context} />
          ))}
        </ol>
      ) : (
        <p className="text-muted">
          {page > 1
            ? "There are no comments on this page."
            : "No comments yet. What did you take from this paper, and what do you doubt?"}
        </p>
      )}
      <Pager pages={pages} path={pathInOrder(path, order)} anchor="discussion" />
      {focus === null ? (
        <div className="mt-6 border-line border-t pt-4" id="write">
          {thread.may.add ? (
            <>
              <PasteQuote quoted={quote !== null} onQuote={setQuote} />
              <Composer
                // Opened anew for a draft from before signing in.
                key={String(resumed === "new")}
                called={resumed === "new"}
                place={place}
                label={
                  place.group === undefined ? "Your comment" : "Your comment, for the group only"
                }
                action="Comment"
                draft="new"
                quote={quote}
                onQuoteDone={() => setQuote(null)}
                onSend={(typed, clientKey) =>
                  onSend({ ...typed, quote, clientKey, parentId: null })
                }
              />
            </>
          ) : guest && !locked ? (
            writing ? (
              <GuestComposer
                place={place}
                label="Your comment"
                draft="new"
                back={`${path}#write`}
                onCancel={() => setWriting(false)}
              />
            ) : (
              <>
                {pending ? <Skeleton className="hidden h-56 in-data-member:block" /> : null}
                <LinkButton
                  href={signInPath(path)}
                  variant="primary"
                  rel="nofollow"
                  className={pending ? "in-data-member:hidden" : undefined}
                  onClick={(event) => {
                    event.preventDefault();
                    setWriting(true);
                  }}
                >
                  Write a comment
                </LinkButton>
              </>
            )
          ) : !guest && (pending || thread === initial) ? (
            <Skeleton className="hidden h-56 in-data-member:block" />
          ) : (
            <p className="text-muted">
              {archived
                ? "This group is archived: everything can be read, and nobody can write."
                : locked
                  ? "This thread is locked: nobody can write in it."
                  : viewer?.suspended
                    ? SUSPENDED
                    : "You are suspended from this group: you can read, but not take part."}
            </p>
          )}
        </div>
      ) : null}
    </section>
  );
}
