"use client";

import type { PaperCard } from "@/server/papers/schema";
import { KeepFromList, useKeeping } from "../keep-in-list";
import { PaperRow } from "./paper-row";

/** Papers of a shared list. A reader with an account can keep them. */
export function SharedPapers({ papers }: { papers: readonly PaperCard[] }) {
  const keeping = useKeeping(papers);
  return (
    <>
      <ol className="divide-y divide-line border-line border-y">
        {papers.map((paper) => (
          <li
            key={paper.id}
            className="grid gap-x-4 gap-y-1 py-3.5 sm:grid-cols-[minmax(0,1fr)_auto]"
          >
            <PaperRow paper={paper} />
            <div>
              <KeepFromList title={paper.title} keeping={keeping.of(paper)} />
            </div>
          </li>
        ))}
      </ol>
      {keeping.window}
    </>
  );
}
