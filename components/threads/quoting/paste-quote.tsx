"use client";

import { useRef, useState } from "react";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { QUOTE_MAX, type QuoteInput, quoteInput } from "@/server/threads/schema";
import { goToComposer } from "./go-to-composer";

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
        <Fields
          onQuote={(quote) => {
            onQuote(quote);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
}

function Fields({ onQuote }: { onQuote: (quote: QuoteInput) => void }) {
  const form = useSchemaForm(quoteInput, {
    source: "paper",
    exact: "",
    prefix: "",
    suffix: "",
    place: "",
  });
  const { errors } = form.formState;
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        // This form is inside the form of the comment, in the tree of React.
        event.stopPropagation();
        return form.handleSubmit(onQuote)(event);
      }}
    >
      <TextArea
        label="The words"
        rows={4}
        maxLength={QUOTE_MAX}
        error={errors.exact?.message}
        {...form.register("exact")}
      />
      <TextField
        label="Page or section"
        hint="For example “p. 4” or “section 3.2”. Optional."
        error={errors.place?.message}
        {...form.register("place")}
      />
      <div>
        <Button type="submit" variant="primary">
          Quote
        </Button>
      </div>
    </form>
  );
}
