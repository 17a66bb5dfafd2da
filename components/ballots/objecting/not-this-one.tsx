"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ObjectionProps } from "./objection-form";

// The form comes when somebody has something to say.
const ObjectionForm = dynamic(() =>
  import("./objection-form").then(({ ObjectionForm }) => ObjectionForm),
);

/** The button that says "not this one" of a nomination, with a reason. */
export function NotThisOne(props: ObjectionProps) {
  const [open, setOpen] = useState(false);
  const { mine, title } = props;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {mine ? "Change or take back your objection" : "Not this one"}
        <span className="sr-only">: {title}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Not this one?">
        <ObjectionForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
