"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { PaperOfForm } from "@/components/papers/paper-heading";
import { showRefusal } from "@/components/shell/errors";
import { useSchemaForm } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { MINUTES_USUAL, planForm } from "@/server/meetings/schema";
import { wallClockOf } from "@/server/platform/time/local-time";
import { meetingPath } from "@/server/platform/web/addresses";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { ChoosePaper, type MeetingPaper, type Offers } from "./choose-paper";
import { WhenAndWhere } from "./when-and-where";

interface Props {
  group: string;
  /** The group's time zone. */
  timeZone: string;
  /** Initial values of the form. */
  draft: RouterOutputs["meetings"]["draft"];
}

/** Plans a meeting about any paper: first the paper, then when and where. */
export function PlanMeeting({ offers, ...props }: Props & { offers: Offers }) {
  const [paper, setPaper] = useState<MeetingPaper | null>(null);
  return paper ? (
    <PlanForm {...props} paper={paper} onBack={() => setPaper(null)} />
  ) : (
    <ChoosePaper offers={offers} onChoose={setPaper} />
  );
}

function PlanForm({
  group,
  timeZone,
  draft,
  paper,
  onBack,
}: Props & { paper: MeetingPaper; onBack(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [leaving, start] = useTransition();
  const form = useSchemaForm(planForm(timeZone), {
    paperId: paper.id,
    startsAt: draft?.startsAt ? wallClockOf(draft.startsAt, timeZone) : { date: "", time: "" },
    minutes: draft?.minutes ?? MINUTES_USUAL,
    place: draft?.place ?? "",
    link: draft?.link ?? "",
  });
  const plan = useMutation(
    trpc.meetings.plan.mutationOptions({
      onSuccess({ id }) {
        toast.success("The meeting is planned.");
        start(() => router.push(meetingPath(group, id)));
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return (
    <form
      method="post"
      noValidate
      className="grid max-w-2xl gap-5"
      onSubmit={form.handleSubmit((values) => plan.mutate({ group, ...values }))}
    >
      <PaperOfForm paper={paper} />
      <WhenAndWhere form={form} timeZone={timeZone} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={plan.isPending || leaving}>
          Plan the meeting
        </Button>
        <Button onClick={onBack}>Choose another paper</Button>
      </div>
    </form>
  );
}
