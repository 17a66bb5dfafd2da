"use client";

import { useMutation } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useWatch } from "react-hook-form";
import { toast } from "sonner";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { wallClockOf } from "@/server/ballots/rules";
import { meetingForm, PLACE_MAX } from "@/server/meetings/schema";
import { useTRPC } from "@/trpc/client";
import { MomentFields } from "./moment-fields";

interface Props {
  group: string;
  readingId: string;
  /** The group's. */
  timeZone: string;
  meeting: { startsAt: Date; place: string } | null;
}

/** Sets when and where a reading is talked about, or changes it. */
export function ScheduleMeeting(props: Props) {
  const [open, setOpen] = useState(false);
  const title = props.meeting ? "Change the meeting" : "Set the meeting";
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <CalendarDays aria-hidden className="size-4" />
        {title}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        lead="When and where the group talks about this paper. The place is shown to members only."
      >
        <MeetingForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function MeetingForm({ group, readingId, timeZone, meeting, onDone }: Props & { onDone(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const startsAt = meeting ? wallClockOf(meeting.startsAt, timeZone) : { date: "", time: "" };
  const form = useSchemaForm(meetingForm(timeZone), {
    readingId,
    startsAt,
    place: meeting?.place ?? "",
  });
  const schedule = useMutation(
    trpc.meetings.schedule.mutationOptions({
      onSuccess() {
        toast.success("The meeting is set.");
        start(() => router.refresh());
        onDone();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => schedule.mutate({ group, ...values }))}
    >
      <MomentFields
        legend="When"
        timeZone={timeZone}
        value={useWatch({ control: form.control, name: "startsAt" })}
        date={form.register("startsAt.date")}
        time={form.register("startsAt.time")}
        errors={{
          date: errors.startsAt?.date?.message,
          time: errors.startsAt?.time?.message,
          both: errors.startsAt?.message,
        }}
      />
      <TextField
        label="Where"
        hint="A room, an address, or the link of a video call. May stay empty."
        maxLength={PLACE_MAX}
        {...form.register("place")}
        error={errors.place?.message ?? null}
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={schedule.isPending || refreshing}>
          Save
        </Button>
      </div>
    </form>
  );
}
