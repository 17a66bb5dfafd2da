"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { ReasonDialog } from "../reason-dialog";

type Suspension = RouterOutputs["moderation"]["suspensions"]["suspended"][number];

interface Props {
  group: string;
  suspensions: Suspension[];
  timeZone: string;
}

/** People suspended from a group, each with a button to end it. */
export function SuspensionList({ group, suspensions, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("threads", "search");
  const heading = useRef<HTMLHeadingElement>(null);
  const [handle, setHandle] = useState("");
  const [asking, setAsking] = useState(false);
  const reinstate = useMutation(trpc.moderation.reinstate.mutationOptions());
  // The list stays, empty, after the viewer has ended the last suspension.
  const [ended, setEnded] = useState(false);
  if (suspensions.length === 0 && !ended) return null;
  return (
    <section aria-labelledby="suspensions">
      <h2
        id="suspensions"
        ref={heading}
        tabIndex={-1}
        className="mb-3 font-semibold font-serif text-xl"
      >
        Suspended
      </h2>
      {suspensions.length === 0 ? <p className="text-muted">Nobody is suspended.</p> : null}
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {suspensions.map((person) => (
          <li key={person.handle} className="flex flex-wrap items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <bdi className="font-medium">{person.name}</bdi>
                <span className="text-muted text-sm">@{person.handle}</span>
                <span className="text-muted text-sm">
                  <UntilWhen until={person.until} timeZone={timeZone} />
                </span>
              </p>
              <p dir="auto" className="whitespace-pre-line text-sm">
                {person.reason}
              </p>
            </div>
            {person.mayReinstate ? (
              <Button
                onClick={() => {
                  setHandle(person.handle);
                  setAsking(true);
                }}
              >
                End suspension
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        onClosed={() => heading.current?.focus()}
        kind="note"
        title="End the suspension?"
        lead="The person can take part in the group again right away."
        label="Note"
        hint="Optional. The person can read it in the log."
        action="End suspension"
        onSend={async (reason) => {
          await reinstate.mutateAsync({ group, handle, reason });
          setEnded(true);
          toast.success("The suspension has ended.");
          refresh();
        }}
      />
    </section>
  );
}

/** The end of a suspension in words. */
export function UntilWhen({ until, timeZone }: { until: Date | null; timeZone: string }) {
  if (!until) return "until someone ends it";
  return (
    <>
      until <When date={until} timeZone={timeZone} />
    </>
  );
}
