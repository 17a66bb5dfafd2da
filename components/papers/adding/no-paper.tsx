import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface Props {
  /** The text as it was pasted. */
  label: string;
  /** Says why there is none, and how to go on. */
  sentence: string;
  onTryAgain?: (() => void) | undefined;
  onByHand?: (() => void) | undefined;
  /** More ways on. */
  children?: ReactNode;
}

/** A text behind which no paper was found, with the ways on. */
export function NoPaper({ label, sentence, onTryAgain, onByHand, children }: Props) {
  return (
    <div className="grid gap-2">
      <p className="break-words font-serif leading-snug">{label}</p>
      <p className="text-sm">{sentence}</p>
      {children}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {onTryAgain ? <Button onClick={onTryAgain}>Try again</Button> : null}
        {onByHand ? (
          <Button variant="quiet" onClick={onByHand}>
            Type it by hand
          </Button>
        ) : null}
      </div>
    </div>
  );
}
