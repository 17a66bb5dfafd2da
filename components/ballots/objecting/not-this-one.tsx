"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

// The form comes when somebody has something to say.
const ObjectionForm = dynamic(() =>
  import("./objection-form").then(({ ObjectionForm }) => ObjectionForm),
);

export interface ObjectionProps {
  group: string;
  nominationId: string;
  title: string;
  /** The viewer's own reason; null if they have not objected. */
  mine: string | null;
}

/** The button that says "not this one" of a nomination, with a reason. */
export function NotThisOne(props: ObjectionProps) {
  const [open, setOpen] = useState(false);
  const { mine, title } = props;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {mine === null ? "Not this one" : "Change or take back what you said"}
        <span className="sr-only">: {title}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Not this one?"
        lead="Members see your reason beside the paper, with your name. It is no vote: the paper stays nominated, and the count ignores it."
      >
        <ObjectionForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
