"use client";

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { keepIntent, takeIntent } from "@/components/people/sign-in/intent";
import { useViewer } from "@/components/people/viewer";
import { sentenceOf } from "@/components/shell/errors";
import { LatestWins } from "@/components/shell/latest-wins";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { numberWithCommas, pluralOf } from "@/server/platform/text/words";
import { signInPath } from "@/server/platform/web/addresses";
import { CallError } from "@/trpc/calls";
import { useTRPC } from "@/trpc/client";

interface Upvotable {
  id: string;
  title: string;
  upvoteCount: number;
}

interface Props {
  paper: Upvotable;
  /** Whether the viewer upvoted it, as far as known. */
  mine: boolean;
  className?: string;
}

/** The upvote button with the count. */
export function UpvoteButton({ paper, mine, className }: Props) {
  const { on, count, toggle } = useUpvote(paper, mine);
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={toggle}
      className={clsx(
        "flex flex-col items-center rounded-lg border px-1 py-1.5 transition-colors",
        on ? "border-accent text-accent" : "border-line text-muted hover:bg-sunken hover:text-ink",
        className,
      )}
    >
      <Icon of={on ? "ours--upvoted" : "ours--upvote"} className="size-6" />
      <span className="sr-only">Upvote {paper.title}: </span>
      <span className="font-medium text-sm tabular-nums leading-tight">
        {numberWithCommas(count)}
      </span>
      <span className="sr-only">{` ${pluralOf(count, "upvote")}`}</span>
    </button>
  );
}

/** The upvote button of a single paper, with the viewer's own upvote. */
export function UpvotePaper({ paper }: { paper: Upvotable }) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.papers.forViewer.queryOptions({ paperId: paper.id }, { enabled: viewer !== null }),
  );
  return <UpvoteButton paper={paper} mine={data?.upvoted ?? false} className="w-14" />;
}

/** Fetches which of these papers the viewer upvoted, in one call; none for guests. */
export function useMyUpvotes(paperIds: string[]): ReadonlySet<string> {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { data } = useQuery(
    trpc.papers.myUpvotes.queryOptions(
      { paperIds },
      { enabled: viewer !== null && paperIds.length > 0 },
    ),
  );
  return new Set(data);
}

/** The state of the button after a press. */
interface Shown {
  on: boolean;
  count: number;
  /** The count of the page at the press. A page with another count is newer than this state. */
  base: number;
}

/**
 * The viewer's upvote on a paper: shown at once, sent in order, and reverted
 * if it is refused. The state lives outside the page, so that it is still right after going back.
 * @param mine whether the viewer upvoted it, as far as known
 */
function useUpvote({ id, upvoteCount: base }: Upvotable, mine: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { viewer, pending } = useViewer();
  const queryKey = ["upvote", id];
  const { data } = useQuery<Shown>({ queryKey, queryFn: skipToken, staleTime: Infinity });
  const shown = data?.base === base ? data : { on: mine, count: base, base };
  const { mutateAsync } = useMutation(trpc.papers.upvote.mutationOptions());

  const show = (next: Shown) => queryClient.setQueryData<Shown>(queryKey, next);
  const signIn = () => {
    keepIntent("upvote", id);
    router.push(signInPath(window.location.pathname + window.location.search));
  };
  const remember = (on: boolean) => {
    queryClient.setQueryData(
      trpc.papers.forViewer.queryKey({ paperId: id }),
      (known) => known && { ...known, upvoted: on },
    );
    queryClient.setQueriesData<string[]>(trpc.papers.myUpvotes.queryFilter(), (ids) =>
      ids === undefined ? undefined : on ? [...new Set([...ids, id])] : ids.filter((x) => x !== id),
    );
  };

  /** The state in the database while the button shows a later one. */
  const confirmed = useRef<Shown>(shown);
  const wishes = useRef<LatestWins<boolean, { on: boolean; upvoteCount: number }>>(null);
  const busy = useRef(false);
  wishes.current ??= new LatestWins((on) => mutateAsync({ paperId: id, on }), {
    done({ on, upvoteCount }) {
      busy.current = false;
      show({ on, count: upvoteCount, base: confirmed.current.base });
      remember(on);
    },
    failed(error) {
      busy.current = false;
      show(confirmed.current);
      const unknown = error instanceof CallError && error.data?.code === "UNAUTHORIZED";
      if (unknown) signIn();
      else toast.error(sentenceOf(error));
    },
  });

  useEffect(() => {
    // Upvoting twice is upvoting once, so it does not matter whether the viewer's upvotes are known yet.
    if (viewer && takeIntent("upvote", id)) {
      busy.current = true;
      wishes.current?.want(true);
    }
  }, [viewer, id]);

  const toggle = () => {
    if (!pending && !viewer) {
      signIn();
      return;
    }
    if (!busy.current) confirmed.current = shown;
    busy.current = true;
    const now = queryClient.getQueryData<Shown>(queryKey);
    const from = now?.base === base ? now : shown;
    const on = !from.on;
    show({ on, count: from.count + (on ? 1 : -1), base });
    wishes.current?.want(on);
  };
  return { on: shown.on, count: shown.count, toggle };
}
