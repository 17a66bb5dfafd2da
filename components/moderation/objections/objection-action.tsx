"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { ObjectionAct, ObjectionProps } from "./objection-window";

// Few people ever open one.
const ObjectionWindow = dynamic(() =>
  import("./objection-window").then(({ ObjectionWindow }) => ObjectionWindow),
);

const WORDS = { report: "Report", remove: "Remove" } as const;

/** The button that reports what somebody says against a paper, or removes it. */
export function ObjectionAction({
  act,
  name,
  ...objection
}: ObjectionProps & { name: string; act: Exclude<ObjectionAct, "dismiss"> }) {
  const [open, setOpen] = useState<boolean | null>(null);
  return (
    <>
      {" "}
      <button
        type="button"
        className="inline-flex min-h-6 items-center text-muted underline"
        onClick={() => setOpen(true)}
      >
        {WORDS[act]}
        <span className="sr-only"> what {name} says</span>
      </button>
      {open === null ? null : (
        <ObjectionWindow {...objection} act={act} open={open} onOpenChange={setOpen} />
      )}
    </>
  );
}
