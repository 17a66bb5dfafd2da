"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { lettersAct, setLettersAct } from "./keys";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const SHORTCUTS: { keys: string[]; does: string }[] = [
  { keys: ["/"], does: "Search" },
  { keys: ["Ctrl K", "⌘ K"], does: "Go to any page, group or paper" },
  { keys: ["?"], does: "Show these shortcuts" },
  { keys: ["Ctrl Enter", "⌘ Enter"], does: "Post the comment you are writing" },
  { keys: ["Esc"], does: "Close a window or menu" },
];

/** The window that lists the keyboard shortcuts. */
export function Shortcuts({ open, onOpenChange }: Props) {
  const [letters, setLetters] = useState(lettersAct);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt className="flex flex-wrap gap-1.5">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded border border-line bg-sunken px-1.5 py-0.5 font-sans text-sm"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex min-h-10 items-center gap-2.5 border-line border-t pt-4">
        <input
          type="checkbox"
          checked={letters}
          onChange={({ target }) => {
            setLetters(target.checked);
            setLettersAct(target.checked);
          }}
          className="size-4 accent-accent"
        />
        Use shortcuts of a single key in this browser
      </label>
    </Dialog>
  );
}
