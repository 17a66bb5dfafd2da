"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { Button } from "@/components/ui/button";
import { When } from "@/components/ui/times/when";
import { toast } from "@/components/ui/toast";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

interface Props {
  blocks: RouterOutputs["people"]["blocks"]["blocks"];
  timeZone: string;
}

/** People whom the viewer blocks, with a button to unblock each. */
export function Blocks({ blocks, timeZone }: Props) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const box = useRef<HTMLDivElement>(null);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const unblock = useMutation(
    trpc.people.unblock.mutationOptions({
      onSuccess(_, { handle }) {
        setEnded((before) => new Set(before).add(handle));
        toast.success("You see what they write again.");
        box.current?.focus();
        refresh();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  const left = blocks.filter(({ handle }) => !ended.has(handle));
  return (
    <div ref={box} tabIndex={-1}>
      {left.length === 0 ? (
        <p className="text-muted">
          You have not blocked anyone. You can block someone from the menu of one of their comments.
        </p>
      ) : (
        <ul className="grid gap-3">
          {left.map(({ handle, name, createdAt }) => (
            <li key={handle} className="flex flex-wrap items-center justify-between gap-x-3">
              <span className="min-w-0">
                <bdi className="font-medium">{name}</bdi>{" "}
                <span className="text-muted text-sm">
                  @{handle}, since <When date={createdAt} timeZone={timeZone} kind="date" />
                </span>
              </span>
              <Button
                aria-label={`Unblock ${name}`}
                pending={unblock.isPending && unblock.variables.handle === handle}
                onClick={() => unblock.mutate({ handle })}
              >
                Unblock
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
