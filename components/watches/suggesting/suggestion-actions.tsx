"use client";

import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

const PitchForm = dynamic(() =>
  import("@/components/ballots/nominating/pitch-form").then((one) => one.PitchForm),
);

interface Props {
  group: string;
  name: string;
  suggestionId: string;
  paper: RouterOutputs["watches"]["suggestions"]["suggestions"][number]["paper"];
  mayDismiss: boolean;
}

/** Buttons that nominate a suggested paper, or take it out of the suggestions. */
export function SuggestionActions({ group, name, suggestionId, paper, mayDismiss }: Props) {
  const trpc = useTRPC();
  const { refresh, refreshing } = useRefresh();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dismiss = useMutation(
    trpc.watches.dismiss.mutationOptions({
      onSuccess: () => toast.success("The suggestion is gone."),
      onError: (error) => showRefusal(error),
      onSettled: refresh,
    }),
  );
  const about = <span className="sr-only">: {paper.title}</span>;
  return (
    <div className="flex flex-wrap gap-2">
      <Button ref={button} size="small" className="min-h-10" onClick={() => setOpen(true)}>
        Nominate{about}
      </Button>
      {mayDismiss ? (
        <Button
          variant="quiet"
          size="small"
          className="min-h-10"
          pending={dismiss.isPending || refreshing}
          onClick={() => dismiss.mutate({ group, suggestionId })}
        >
          Dismiss{about}
        </Button>
      ) : null}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        onClosed={() => button.current?.focus()}
        title="Nominate a paper"
      >
        <PitchForm
          group={group}
          name={name}
          paper={paper}
          again={false}
          onDone={() => setOpen(false)}
        />
      </Dialog>
    </div>
  );
}
