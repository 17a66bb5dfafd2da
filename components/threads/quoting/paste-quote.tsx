"use client";

import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { QuoteInput } from "@/server/threads/schema";
import { goToComposer } from "./go-to-composer";

const PasteFields = dynamic(() => import("./paste-fields").then(({ PasteFields }) => PasteFields));

interface Props {
  /** Whether the comment already has a quote; it takes only one. */
  quoted: boolean;
  onQuote: (quote: QuoteInput) => void;
}

/** Dialog to quote the paper itself: words copied from it, with page or section. */
export function PasteQuote({ quoted, onQuote }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      {quoted ? null : (
        <Button
          ref={button}
          variant="quiet"
          size="small"
          className="min-h-10"
          onClick={() => setOpen(true)}
        >
          Quote the paper
        </Button>
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        onClosed={() => (button.current ? button.current.focus() : goToComposer())}
        title="Quote the paper"
        lead="Copy the words from the paper. On the paper’s page you can also just select words of its title or abstract."
      >
        <PasteFields
          onQuote={(quote) => {
            onQuote(quote);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}
