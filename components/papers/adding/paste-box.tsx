"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/fields/field";
import { PATHS } from "@/server/platform/web/addresses";

/** Lines that the box shows before it scrolls. */
const MOST_LINES = 12;

interface Props {
  label: string;
  hint?: string | undefined;
  /** The text to begin with. */
  initial?: string | undefined;
  /** Whether the page is about this box, which then takes the focus. */
  takesFocus?: boolean;
  onText(text: string): void;
}

/** The box that takes anything that has a paper in it. Without JavaScript it leads to the page that does. */
export function PasteBox({ label, hint, initial = "", takesFocus = false, onText }: Props) {
  const [text, setText] = useState(initial);
  // A text that is too long is refused by the server, with the limits.
  const submit = (given: string) => {
    if (given.trim() !== "") onText(given);
  };
  return (
    <form
      action={PATHS.add}
      aria-label="Look papers up"
      className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        submit(text);
      }}
    >
      <TextArea
        name="text"
        label={label}
        hint={hint}
        required
        autoFocus={takesFocus}
        rows={Math.min(MOST_LINES, text.split("\n").length)}
        spellCheck={false}
        autoComplete="off"
        value={text}
        className="max-h-80 break-words [field-sizing:content]"
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          // With several lines, Enter alone begins another one.
          if (text.includes("\n") && !event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          submit(text);
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (text.trim() === "" && pasted.trim() !== "") submit(pasted);
        }}
      />
      {/* Beside the box, below its label. */}
      <div className="sm:pt-6">
        <Button type="submit">Look it up</Button>
      </div>
    </form>
  );
}
