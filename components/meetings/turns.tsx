"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sentenceOf } from "@/components/shell/errors";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { When } from "@/components/ui/times/when";
import { countInWords } from "@/server/platform/text/words";
import { type RouterOutputs, useTRPC } from "@/trpc/client";
import { useMeetingAction } from "./use-action";

interface Props {
  group: string;
  meetingId: string;
  /** Whether the viewer may set the presenter. */
  organize: boolean;
  ahead: boolean;
  /** The viewer's time zone. */
  timeZone: string;
}

/** The order of turns to present, in which organizers can choose the presenter. */
export function Turns(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={props.organize ? "secondary" : "quiet"} onClick={() => setOpen(true)}>
        {props.organize ? "Choose who presents" : "Whose turn is it?"}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Whose turn it is"
        lead="The member who has presented least often in this group comes first, then the one who presented longest ago, then the one who joined first. Members who are away that day, are not coming or passed it on are skipped."
      >
        <List {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function List({ group, meetingId, organize, ahead, timeZone, onDone }: Props & { onDone(): void }) {
  const trpc = useTRPC();
  const { refreshing, options } = useMeetingAction();
  const { data, error } = useQuery(trpc.meetings.turns.queryOptions({ group, meetingId }));
  const set = useMutation(
    trpc.meetings.setPresenter.mutationOptions({ ...options, onSuccess: onDone }),
  );
  const rotate = useMutation(
    trpc.meetings.rotate.mutationOptions({ ...options, onSuccess: onDone }),
  );
  if (error) {
    return (
      <p role="alert" className="text-danger">
        {sentenceOf(error)}
      </p>
    );
  }
  if (!data) return <Skeleton className="h-40" />;
  const pending = set.isPending || rotate.isPending || refreshing;
  const anybody = data.some(({ presents }) => presents);
  return (
    <>
      {organize ? (
        <div className="mb-4 flex flex-wrap gap-2">
          {ahead ? (
            <Button
              variant="primary"
              pending={pending}
              onClick={() => rotate.mutate({ group, meetingId })}
            >
              Choose the next in turn
            </Button>
          ) : null}
          {anybody ? (
            <Button
              pending={pending}
              onClick={() => set.mutate({ group, meetingId, handle: null })}
            >
              Nobody for now
            </Button>
          ) : null}
        </div>
      ) : null}
      <ol className="grid divide-y divide-line">
        {data.map((member) => (
          <li
            key={member.handle}
            className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2"
          >
            <Member member={member} timeZone={timeZone} />
            {organize && !member.presents ? (
              <Button
                size="small"
                pending={pending}
                onClick={() => set.mutate({ group, meetingId, handle: member.handle })}
              >
                Choose<span className="sr-only"> {member.name}</span>
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  );
}

function Member({
  member: { name, presented, lastAt, skipped, presents },
  timeZone,
}: {
  member: RouterOutputs["meetings"]["turns"][number];
  timeZone: string;
}) {
  return (
    <span className="min-w-0">
      <span className="flex flex-wrap items-center gap-2">
        <bdi>{name}</bdi>
        {presents ? <Badge>presents</Badge> : null}
        {skipped ? <Badge>skipped</Badge> : null}
      </span>
      <span className="block text-muted text-sm">
        {presented === 0 ? "no other meeting so far" : countInWords(presented, "other meeting")}
        {lastAt ? (
          <>
            {", the last on "}
            <When date={lastAt} timeZone={timeZone} kind="date" />
          </>
        ) : null}
      </span>
    </span>
  );
}
