"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Awaited = RouterOutputs["papers"]["awaited"][number];

/** The papers that the viewer waits for, each with a way to stop. */
export function AwaitedPapers({
  awaited,
  timeZone,
}: {
  awaited: Awaited[];
  timeZone: string | null;
}) {
  return (
    <section aria-labelledby="awaited" className="grid max-w-2xl gap-2">
      <h2 id="awaited" className="font-semibold font-serif text-xl">
        Papers you wait for
      </h2>
      <p className="text-muted text-sm">
        Each is added in your name when its source has it. Your notifications will say so.
      </p>
      <ul className="grid divide-y divide-line">
        {awaited.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <a
                href={one.address}
                rel="nofollow noopener noreferrer"
                className="wrap-anywhere underline"
              >
                {one.label}
              </a>
              <p className="text-muted text-sm">
                Looked for until <When date={one.until} timeZone={timeZone} kind="date" />
              </p>
            </div>
            <StopWaiting {...one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StopWaiting({ id, label }: Awaited) {
  const trpc = useTRPC();
  const [stopped, setStopped] = useState(false);
  const { mutate, isPending } = useMutation(
    trpc.papers.stopAwaiting.mutationOptions({
      onSuccess: () => setStopped(true),
      onError: (error) => showRefusal(error),
    }),
  );
  if (stopped) {
    return (
      // The button is gone, and its focus would be lost.
      <p role="status" tabIndex={-1} ref={focusOn} className="text-muted text-sm">
        You no longer wait for it.
      </p>
    );
  }
  return (
    <Button
      variant="quiet"
      size="small"
      aria-label={`Stop waiting for ${label}`}
      pending={isPending}
      onClick={() => mutate({ awaitedId: id })}
    >
      Stop waiting
    </Button>
  );
}

const focusOn = (element: HTMLElement | null) => element?.focus();
