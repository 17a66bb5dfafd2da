"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { sentenceOf, showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
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

export interface Props {
  group: string;
  readingId: string;
  /** The paper's title, for people who use a screen reader. */
  about: string;
  /** The group's time zone. */
  timeZone: string;
  meeting: Planned | null;
}

interface Form extends Props {
  onDone(): void;
}

/** The form for the time and place of a meeting. */
export function MeetingForm(props: Form) {
  const { meeting } = props;
  return meeting ? <Fields {...props} from={meeting} /> : <Drafted {...props} />;
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
  return <Fields {...props} from={draft.data} />;
}

type From = RouterOutputs["meetings"]["draft"] | Planned;

function Fields({ group, readingId, timeZone, from, onDone }: Form & { from: From }) {
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
      method="post"
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
