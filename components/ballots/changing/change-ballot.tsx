"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import type { ChangeProps } from "./change-form";

// With the form come the limits of a ballot and the library that checks them.
const ChangeForm = dynamic(() => import("./change-form").then(({ ChangeForm }) => ChangeForm));

/** Changes what may still change on an open ballot: its title, its note, and a later closing time. */
export function ChangeBallot(props: ChangeProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Icon of="lucide--pencil" className="size-4" />
        Edit or extend
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Edit or extend the ballot"
        lead="Its rule, secrecy, ties and quorum stay as they were when it opened, because votes were cast under them. To change those, cancel this ballot and copy it."
      >
        <ChangeForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
