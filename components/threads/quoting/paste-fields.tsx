"use client";

import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/fields/field";
import { QUOTE_MAX } from "@/server/threads/rules";
import { type QuoteInput, quoteInput } from "@/server/threads/schema";

/** The fields for words of the paper, and where they stand in it. */
export function PasteFields({ onQuote }: { onQuote: (quote: QuoteInput) => void }) {
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
      method="post"
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
