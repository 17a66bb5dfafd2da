"use client";

import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { lazyLibrary, useLibrary } from "@/components/ui/library";
import type { Props } from "./meeting-form";

const forms = lazyLibrary(() => import("./meeting-form"));

/** Schedules the meeting of a reading, changes it, or restores a cancelled one. */
export function ScheduleMeeting(props: Props) {
  const { parts: form, fetch } = useLibrary(forms);
  const [open, setOpen] = useState(false);
  const { meeting, about } = props;
  const title = !meeting
    ? "Plan the meeting"
    : meeting.cancelledAt
      ? "Plan the meeting again"
      : "Change the meeting";
  const press = () => {
    fetch();
    setOpen(true);
  };
  return (
    <>
      <Button onPointerEnter={fetch} onFocus={fetch} onClick={press}>
        <CalendarDays aria-hidden className="size-4" />
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
