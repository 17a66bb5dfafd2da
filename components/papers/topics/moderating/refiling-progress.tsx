"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { When } from "@/components/ui/times/when";
import { countInWords, numberWithCommas } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

/** Milliseconds between two looks at how far it has come. */
const ASK_MS = 2000;

type Progress = NonNullable<RouterOutputs["papers"]["refiling"]>;

interface Props {
  /** As the page has read it. */
  begin: Progress | null;
  timeZone: string;
}

/** How far all papers have been looked at for changed words; nothing if words never changed. */
export function RefilingProgress({ begin, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const { data } = useQuery({
    ...trpc.papers.refiling.queryOptions(),
    initialData: begin,
    refetchInterval: ({ state }) => (isUnderWay(laterOf(begin, state.data)) ? ASK_MS : false),
  });
  const progress = laterOf(begin, data);
  const underWay = isUnderWay(progress);
  const was = useRef(underWay);
  useEffect(() => {
    // The numbers of papers are those of the page.
    if (was.current && !underWay) refresh();
    was.current = underWay;
  }, [underWay, refresh]);
  return progress ? <Shown progress={progress} timeZone={timeZone} /> : null;
}

/** The page knows first when words were saved; from then on, the query does. */
function laterOf(begin: Progress | null, asked: Progress | null | undefined): Progress | null {
  if (!asked) return begin;
  return begin && begin.startedAt > asked.startedAt ? begin : asked;
}

const isUnderWay = (progress: Progress | null) => progress?.finishedAt === null;

function Shown({ progress, timeZone }: { progress: Progress; timeZone: string }) {
  const { papers, looked, changed, finishedAt } = progress;
  const others = `${countInWords(changed, "paper")} got other topics.`;
  if (finishedAt) {
    return (
      <p role="status" className="mb-4 text-muted text-sm">
        All papers were looked at again on <When date={finishedAt} timeZone={timeZone} />, for
        changed words: {others}
      </p>
    );
  }
  return (
    <div className="mb-4 rounded-lg border border-line bg-surface px-4 py-3">
      <p role="status">
        The papers are looked at again for changed words: {numberWithCommas(looked)} of{" "}
        {numberWithCommas(papers)} so far. {changed > 0 ? others : null}
      </p>
      <progress
        className="mt-2 w-full accent-accent"
        max={Math.max(papers, 1)}
        value={Math.min(looked, papers)}
        aria-label="Papers that were looked at again"
      />
    </div>
  );
}
