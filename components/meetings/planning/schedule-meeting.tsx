"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { showRefusal, useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { MINUTES_USUAL, meetingForm } from "@/server/meetings/schema";
import { wallClockOf } from "@/server/platform/time/local-time";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { WhenAndWhere } from "./when-and-where";

interface Planned {
  startsAt: Date;
  minutes: number;
  place: string;
  link: string;
  cancelledAt: Date | null;
}

interface Props {
  group: string;
  readingId: string;
  /** The paper's title, for people who use a screen reader. */
  about: string;
  /** The group's time zone. */
  timeZone: string;
  meeting: Planned | null;
}

/** Schedules the meeting of a reading, changes it, or restores a cancelled one. */
export function ScheduleMeeting(props: Props) {
  const [open, setOpen] = useState(false);
  const { meeting, about } = props;
  const title = !meeting
    ? "Plan the meeting"
    : meeting.cancelledAt
      ? "Plan the meeting again"
      : "Change the meeting";
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <CalendarDays aria-hidden className="size-4" />
        {title}
        <span className="sr-only">: {about}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        lead="When and where the group discusses this paper."
      >
        {meeting ? (
          <MeetingForm {...props} from={meeting} onDone={() => setOpen(false)} />
        ) : (
          <Drafted {...props} onDone={() => setOpen(false)} />
        )}
      </Dialog>
    </>
  );
}

interface Form extends Props {
  onDone(): void;
}

/** A form that starts with the group's regular time, if it has one. */
function Drafted(props: Form) {
  const trpc = useTRPC();
  const draft = useQuery(trpc.meetings.draft.queryOptions({ group: props.group }));
  if (draft.error) {
    return (
      <p role="alert" className="text-danger">
        {sentenceOf(draft.error)}
      </p>
    );
  }
  if (draft.isPending) return <Skeleton className="h-72" />;
  return <MeetingForm {...props} from={draft.data} />;
}

type From = RouterOutputs["meetings"]["draft"] | Planned;

function MeetingForm({ group, readingId, timeZone, from, onDone }: Form & { from: From }) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const form = useSchemaForm(meetingForm(timeZone), {
    readingId,
    startsAt: from?.startsAt ? wallClockOf(from.startsAt, timeZone) : { date: "", time: "" },
    minutes: from?.minutes ?? MINUTES_USUAL,
    place: from?.place ?? "",
    link: from?.link ?? "",
  });
  const schedule = useMutation(
    trpc.meetings.schedule.mutationOptions({
      onSuccess() {
        toast.success("The meeting is planned.");
        refresh();
        onDone();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={form.handleSubmit((values) => schedule.mutate({ group, ...values }))}
    >
      <WhenAndWhere form={form} timeZone={timeZone} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={schedule.isPending || refreshing}>
          Save
        </Button>
      </div>
    </form>
  );
}
