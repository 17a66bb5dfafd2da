"use client";

import { useState } from "react";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import { paperFilePath } from "@/server/platform/web/addresses";

const windows = lazyLibrary(() => import("./cite-window"));

/** Opens the references to a paper. Its window is fetched when it is used; without JavaScript the link is a file. */
export function Cite({ paper }: { paper: { id: string; slug: string } }) {
  const [open, setOpen] = useState(false);
  const { parts, fetch } = useLibrary(windows);
  return (
    <>
      <a
        href={paperFilePath(paper.slug, "bib")}
        download
        data-wakes=""
        rel="nofollow"
        aria-haspopup="dialog"
        className="inline-flex min-h-8 items-center underline"
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={(event) => {
          // With a modifier key, it acts as an ordinary link.
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          fetch();
          setOpen(true);
        }}
      >
        Cite
      </a>
      {parts && open ? <parts.CiteWindow paper={paper} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
