"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { PasteBox } from "./paste-box";

/** Fetched with the first pasted text: with them come the forms. */
const PastedPapers = dynamic(() => import("./pasted-papers").then((one) => one.PastedPapers), {
  ssr: false,
  loading: () => <Skeleton className="h-24" />,
});

interface Props {
  label?: string;
  hint?: string | undefined;
  /** The text to begin with, which is looked up at once. */
  initial?: string | undefined;
  /** The title of the page that was shared. */
  title?: string | undefined;
  /** The group in which the paper is nominated next. */
  group?: string | undefined;
  /** Shown as long as nothing is looked up. */
  children?: ReactNode;
}

/** Adds papers by whatever was pasted. What the catalogue has is shown at once, and the rest is fetched. */
export function OneBox({
  label = "Paste anything that has a paper in it",
  hint,
  initial,
  title,
  group,
  children,
}: Props) {
  const [asked, setAsked] = useState(initial ? { text: initial, time: 0 } : null);
  return (
    <div className="grid gap-6">
      <PasteBox
        label={label}
        hint={hint}
        initial={initial}
        onText={(text) => setAsked({ text, time: (asked?.time ?? 0) + 1 })}
      />
      {asked ? (
        <PastedPapers
          key={asked.time}
          text={asked.text}
          title={asked.text === initial ? title : undefined}
          group={group}
        />
      ) : (
        children
      )}
    </div>
  );
}
