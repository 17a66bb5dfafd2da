"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

type Request = RouterOutputs["groups"]["requests"][number];

interface Props {
  group: string;
  requests: Request[];
  timeZone: string;
}

/** Open join requests, for organizers. A decided one disappears at once. */
export function JoinRequests({ group, requests, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh("groups", "nominations");
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set());
  const answer = useMutation(
    trpc.groups.answerRequest.mutationOptions({
      onMutate: ({ requestId }) => setAnswered((before) => new Set(before).add(requestId)),
      onSuccess(_, { accept }) {
        toast.success(accept ? "Accepted. They are now a member." : "Declined.");
        refresh();
      },
      onError(error, { requestId }) {
        setAnswered((before) => new Set([...before].filter((id) => id !== requestId)));
        showRefusal(error);
        // Probably another organizer was faster.
        refresh();
      },
    }),
  );
  const waiting = requests.filter(({ id }) => !answered.has(id));
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="requests">
      <h2 id="requests" className="mb-3 font-semibold font-serif text-xl">
        Requests to join
      </h2>
      <ul className="grid gap-3">
        {waiting.map(({ id, name, handle, message, createdAt }) => (
          <li key={id} className="rounded-lg border border-line bg-surface p-4">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <bdi className="font-medium">{name}</bdi>
              <span className="text-muted text-sm">@{handle}</span>
              <span className="text-muted text-sm">
                <When date={createdAt} timeZone={timeZone} />
              </span>
            </p>
            <p dir="auto" className={message ? "mt-1 whitespace-pre-line" : "mt-1 text-muted"}>
              {message || "No message."}
            </p>
            <div className="mt-3 flex flex-wrap gap-2">
              <Button
                variant="primary"
                aria-label={`Accept ${name}`}
                onClick={() => answer.mutate({ group, requestId: id, accept: true })}
              >
                Accept
              </Button>
              <Button
                aria-label={`Decline ${name}`}
                onClick={() => answer.mutate({ group, requestId: id, accept: false })}
              >
                Decline
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
