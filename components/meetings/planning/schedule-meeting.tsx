"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icons/icon";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import type { Props } from "./meeting-form";

const forms = lazyLibrary(() => import("./meeting-form"));

/** Schedules the meeting of a reading, changes it, or restores a cancelled one. */
export function ScheduleMeeting({
  primary = false,
  ...props
}: Props & { /** Whether it is the next step of its page. */ primary?: boolean }) {
  const { parts: form, fetch } = useLibrary(forms);
  const [open, setOpen] = useState(false);
  const { meeting, about } = props;
  const title = !meeting
    ? "Set the meeting"
    : meeting.cancelledAt
      ? "Set the meeting again"
      : "Change the meeting";
  const press = () => {
    fetch();
    setOpen(true);
  };
  return (
    <>
      <Button
        variant={primary ? "primary" : "secondary"}
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={press}
      >
        <Icon of="lucide--calendar-days" className="size-4" />
        {title}
        <span className="sr-only">: {about}</span>
      </Button>
      {form ? (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={title}
          lead="When and where the group discusses this paper."
        >
          <form.MeetingForm {...props} onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </>
  );
}
