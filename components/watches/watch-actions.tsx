"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useWatchCalls } from "./use-watch-calls";
import type { Watch } from "./words";

const WatchForm = dynamic(() => import("./watch-form").then((one) => one.WatchForm));

interface Props {
  group: string | null;
  watch: Watch;
}

/** Buttons that let a watch look now, change, pause, resume or remove it. */
export function WatchActions({ group, watch }: Props) {
  const { id: watchId, name } = watch;
  const calls = useWatchCalls(group);
  const { refresh, refreshing } = useRefresh();
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const act = useMutation({
    mutationFn: ({ call }: { call: () => Promise<unknown>; done: string }) => call(),
    onSuccess: (_, { done }) => toast.success(done),
    onError: (error) => showRefusal(error),
    onSettled: refresh,
  });
  const pending = act.isPending || refreshing;
  const stands = watch.pausedAt !== null || watch.stoppedAt !== null;
  const whose = <span className="sr-only">: {name}</span>;
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {stands ? (
        <Button
          size="small"
          className="min-h-10"
          pending={pending}
          onClick={() =>
            act.mutate({
              call: () => calls.pause({ watchId, paused: false }),
              done: "The watch looks again.",
            })
          }
        >
          {watch.stoppedAt ? "Start again" : "Resume"}
          {whose}
        </Button>
      ) : (
        <>
          <Button
            size="small"
            className="min-h-10"
            pending={pending || watch.askedAt !== null}
            onClick={() =>
              act.mutate({ call: () => calls.run({ watchId }), done: "The watch looks now." })
            }
          >
            Run now{whose}
          </Button>
          <Button
            size="small"
            className="min-h-10"
            pending={pending}
            onClick={() =>
              act.mutate({
                call: () => calls.pause({ watchId, paused: true }),
                done: "The watch is paused.",
              })
            }
          >
            Pause{whose}
          </Button>
        </>
      )}
      <Button ref={edit} size="small" className="min-h-10" onClick={() => setEditing(true)}>
        Edit{whose}
      </Button>
      <Confirm
        trigger={
          <Button variant="quiet" size="small" className="min-h-10" pending={pending}>
            Remove{whose}
          </Button>
        }
        title="Remove this watch?"
        action="Remove the watch"
        danger
        onConfirm={() =>
          act.mutate({ call: () => calls.remove({ watchId }), done: "The watch is removed." })
        }
      >
        {group
          ? "Its suggestions go with it. Papers that somebody has nominated stay, and all of them stay in the catalogue. A new watch of the same place may suggest them again."
          : "The papers that it has brought stay in the catalogue."}
      </Confirm>
      <Dialog
        open={editing}
        onOpenChange={setEditing}
        onClosed={() => edit.current?.focus()}
        title="Edit the watch"
      >
        <WatchForm group={group} watch={watch} onDone={() => setEditing(false)} />
      </Dialog>
    </div>
  );
}
