"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { lazyLibrary } from "@/components/ui/library";
import { PasteBox } from "./paste-box";

/** The papers of a text, fetched with the first one: with them come the forms. */
const results = lazyLibrary(() => import("./pasted-papers"));

interface Props {
  label?: string;
  hint?: string | undefined;
  /** The text to begin with, which is looked up at once. */
  initial?: string | undefined;
  /** The title of the page that was shared. */
  title?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
  /** Whether the page is about this box, which then takes the focus. */
  takesFocus?: boolean;
  /** Shown as long as nothing is looked up. */
  children?: ReactNode;
}

/** Adds papers by whatever was pasted. What the catalogue has is shown at once, and the rest is fetched. */
export function OneBox({
  label = "Paste anything that has a paper in it",
  hint,
  initial = "",
  title,
  group,
  takesFocus = false,
  children,
}: Props) {
  const [asked, setAsked] = useState({ text: initial, time: 0 });
  const [parts, setParts] = useState(() => results.parts);
  const [failed, setFailed] = useState(false);
  const fetchResults = useCallback(() => {
    setFailed(false);
    results.fetch().then(
      (arrived) => setParts(() => arrived),
      () => setFailed(true),
    );
  }, []);
  useEffect(() => {
    if (asked.text !== "") fetchResults();
  }, [asked, fetchResults]);
  return (
    <div className="grid gap-6">
      <PasteBox
        label={label}
        hint={hint}
        initial={initial}
        takesFocus={takesFocus}
        onText={(text) => setAsked(({ time }) => ({ text, time: time + 1 }))}
      />
      {asked.text === "" ? (
        children
      ) : parts ? (
        <parts.PastedPapers
          key={asked.time}
          text={asked.text}
          title={asked.text === initial ? title : undefined}
          group={group}
        />
      ) : failed ? (
        <div role="alert" className="grid gap-2">
          <p>The site could not be reached. Check your connection and try again.</p>
          <div>
            <Button onClick={fetchResults}>Try again</Button>
          </div>
        </div>
      ) : (
        <p role="status">Looking it up…</p>
      )}
    </div>
  );
}
