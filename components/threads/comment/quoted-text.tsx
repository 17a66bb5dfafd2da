"use client";

import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";

interface Props {
  text: string;
  /** Opens the editor with the text added, to be checked before saving. */
  onAdd: () => void;
  onDelete: () => Promise<void>;
}

/** The quoted text removed from a reply by email, folded. Only its author sees it. */
export function QuotedText({ text, onAdd, onDelete }: Props) {
  return (
    <details className="my-1 text-sm">
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-muted underline decoration-dotted hover:text-ink">
        Quoted text removed
      </summary>
      <p className="text-muted">
        Your email also had this. Only you can see it here. Did we remove too much? Add it back.
      </p>
      <blockquote className="my-1.5 max-h-64 overflow-y-auto wrap-anywhere whitespace-pre-wrap border-line border-l-2 pl-3">
        {text}
      </blockquote>
      <div className="flex flex-wrap gap-2">
        <Button size="small" className="min-h-10" onClick={onAdd}>
          Add it to the comment
        </Button>
        <Button
          variant="quiet"
          size="small"
          className="min-h-10"
          onClick={() => void onDelete().catch(showRefusal)}
        >
          Delete it
        </Button>
      </div>
    </details>
  );
}
