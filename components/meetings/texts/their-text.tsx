"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { linesAgainst } from "../words";
import type { SavedText } from "./text-draft";

interface Props {
  theirs: SavedText;
  /** The viewer's own text at the time of the conflict. */
  mine: string;
  timeZone: string;
  onAppend: () => void;
}

/** Another member's text that was saved during editing, with the lines that the viewer's text lacks marked. */
export function TheirText({ theirs, mine, timeZone, onAppend }: Props) {
  const [before] = useState(mine);
  const [appended, setAppended] = useState(false);
  const lines = linesAgainst(theirs.body, before);
  return (
    <section
      aria-label="The text that was saved in the meantime"
      className="rounded-lg border border-accent bg-sunken p-4"
    >
      <p className="font-semibold">
        <bdi>{theirs.writtenBy?.name ?? "Someone"}</bdi> saved this while you were writing
        {theirs.createdAt ? (
          <>
            {", "}
            <When date={theirs.createdAt} timeZone={timeZone} />
          </>
        ) : null}
        .
      </p>
      <p className="mt-1 text-sm">
        Your own text is below, complete. Copy what you need from this one, then save. Lines that
        yours does not have are marked with a plus.
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and people without a mouse need to scroll too
        tabIndex={0}
        className="mt-3 max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md border border-line bg-surface p-3 font-mono text-sm"
      >
        {lines.map(({ line, only }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other key, and stay
          <span key={at} className={only ? "block font-semibold text-accent" : "block"}>
            {only ? "+ " : "  "}
            {line}
          </span>
        ))}
      </pre>
      <div className="mt-3">
        <Button
          size="small"
          disabled={appended}
          onClick={() => {
            setAppended(true);
            onAppend();
          }}
        >
          {appended ? "Added below mine" : "Add this text below mine"}
        </Button>
      </div>
    </section>
  );
}
