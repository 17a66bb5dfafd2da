"use client";

import { useQuery } from "@tanstack/react-query";
import { useViewer } from "@/components/people/viewer";
import { useTRPC } from "@/trpc/client";
import { useKeepDialog } from "./keeping/use-keep-dialog";

interface Listed {
  id: string;
  title: string;
}

/** The part of a row by which its paper is kept. */
export interface Keeping {
  /** Whether it is on a shelf of the viewer, as far as known. */
  isKept: boolean;
  open(): void;
}

/** Lets the viewer keep papers from their rows in a list. One window, fetched when it first opens, serves them all. */
export function useKeeping(papers: readonly Listed[]) {
  const trpc = useTRPC();
  const { viewer } = useViewer();
  const { open, window } = useKeepDialog();
  const paperIds = papers.map(({ id }) => id);
  const { data } = useQuery(
    trpc.shelves.ofPapers.queryOptions(
      { paperIds },
      { enabled: viewer !== null && paperIds.length > 0 },
    ),
  );
  return {
    of: (paper: Listed): Keeping => ({
      isKept: data?.some(({ paperId }) => paperId === paper.id) ?? false,
      open: () => open(paper),
    }),
    window,
  };
}

/** The button of a row. It is on every page alike, and shown to people who are signed in. */
export function KeepFromList({ title, keeping }: { title: string; keeping: Keeping }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={keeping.open}
      className="hidden min-h-7 min-w-9 items-center text-muted text-sm hover:underline in-data-member:inline-flex"
    >
      {keeping.isKept ? "Kept" : "Keep"}
      <span className="sr-only">: {title}</span>
    </button>
  );
}
