"use client";

import { useMutation } from "@tanstack/react-query";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icons/icon";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { useMeetingAction } from "../use-action";
import { readersInWords } from "../words";

interface Props {
  group: string;
  readingId: string;
  /** The paper's title, for people who use a screen reader. */
  about: string;
  readers: { count: number; members: number; mine: boolean };
  /** Whether the viewer can say it: in an archived group, nobody can. */
  maySay: boolean;
}

/** Says that the viewer has read a paper; pressed again, it takes that back. With the number of members who have. */
export function ReadButton({ group, readingId, about, readers, maySay }: Props) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const move = useMutation(
    trpc.shelves.keep.mutationOptions({
      onSuccess: () => toast.success("The paper is on your shelf “Read”."),
      onError: (error) => showRefusal(error),
    }),
  );
  const mark = useMutation(
    trpc.meetings.markRead.mutationOptions({
      ...options,
      onSuccess(left) {
        if (!left) return;
        const shelf = left.shelf === "reading" ? "Reading" : "To read";
        toast.success(`The paper is still on your shelf “${shelf}”.`, {
          action: {
            label: "Move to “Read”",
            onClick: () => move.mutate({ paperId: left.paperId, shelf: "read" }),
          },
        });
      },
    }),
  );
  const pending = mark.isPending || refreshing;
  const on = pending && mark.variables && !mark.isError ? mark.variables.on : readers.mine;
  const icon = on ? "lucide--book-check" : "lucide--book-open";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {maySay ? (
        <Button
          aria-pressed={on}
          variant={on ? "primary" : "secondary"}
          pending={pending}
          onClick={() => mark.mutate({ group, readingId, on: !on })}
        >
          <Icon of={icon} className="size-4" />I have read it
          <span className="sr-only">: {about}</span>
        </Button>
      ) : null}
      <span className="text-muted text-sm">{readersInWords(readers)}</span>
    </div>
  );
}
