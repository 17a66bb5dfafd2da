"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { When } from "@/components/ui/times/when";
import type { Entry } from "../reading/tree";
import { Versions } from "./versions";

interface Props {
  comment: Entry;
  editedAt: Date;
  timeZone: string | null;
}

/** Says that a comment was edited, and opens its earlier versions. */
export function History({ comment, editedAt, timeZone }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-6 items-center text-muted underline decoration-dotted hover:text-ink"
      >
        edited
        <span className="sr-only">
          , <When date={editedAt} timeZone={timeZone} />: show earlier versions
        </span>
      </button>
      <Dialog open={open} onOpenChange={setOpen} title="Earlier versions of this comment">
        <Versions commentId={comment.id} spoiler={comment.spoiler} timeZone={timeZone} />
      </Dialog>
    </>
  );
}
