"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icons/icon";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { Turns } from "./turns";
import { useMeetingAction } from "./use-action";

interface Props {
  group: string;
  meeting: Pick<RouterOutputs["meetings"]["page"], "id" | "state" | "presenter" | "may">;
  /** Whether the viewer is a member. */
  member: boolean;
  /** Whether handing on gives the meeting to the next in turn. */
  rotates: boolean;
  /** The viewer's time zone. */
  timeZone: string;
}

/** The presenter of a meeting, with the buttons to volunteer and hand on. */
export function Presenter({ group, meeting, member, rotates, timeZone }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const { id: meetingId, state, presenter, may } = meeting;
  const volunteer = useMutation(trpc.meetings.volunteer.mutationOptions(options));
  const handOn = useMutation(trpc.meetings.handOn.mutationOptions(options));
  const pending = volunteer.isPending || handOn.isPending || refreshing;
  return (
    <>
      <p>
        {presenter ? (
          <>
            <bdi className="font-medium">{presenter.name}</bdi>{" "}
            <span className="text-muted">{state === "over" ? "presented" : "presents"}</span>
          </>
        ) : (
          <span className="text-muted">
            {state === "ahead" ? "No presenter yet." : "No presenter recorded."}
          </span>
        )}
      </p>
      {member ? (
        <div className="mt-3 flex flex-wrap gap-2">
          {may.volunteer ? (
            <Button
              variant="primary"
              pending={pending}
              onClick={() => volunteer.mutate({ group, meetingId })}
            >
              <Icon of="lucide--hand" className="size-4" />
              I’ll present
            </Button>
          ) : null}
          {may.handOn ? (
            <Confirm
              trigger={<Button pending={pending}>Pass on</Button>}
              title="Pass on the presentation?"
              action="Pass on"
              onConfirm={() => handOn.mutate({ group, meetingId })}
            >
              <p>
                {rotates
                  ? "The next member in turn presents instead. You will not be chosen again for this meeting."
                  : "Then nobody presents until someone volunteers."}
              </p>
            </Confirm>
          ) : null}
          <Turns
            group={group}
            meetingId={meetingId}
            organize={may.organize}
            ahead={state === "ahead"}
            timeZone={timeZone}
          />
        </div>
      ) : null}
    </>
  );
}
