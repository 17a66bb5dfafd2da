"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { listInWords } from "@/server/platform/text/words";
import { useTRPC } from "@/trpc/client";
import { toldInWords } from "../words";
import type { Asked } from "./use-keep";

interface Props {
  asked: Asked;
  onDone(): void;
}

/** Asks whether the groups that read a paper are told that the viewer has read it. */
export function TellGroups({ asked: { paperId, groups }, onDone }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [remember, setRemember] = useState(false);
  const { mutate, isPending } = useMutation(
    trpc.shelves.tell.mutationOptions({
      onSuccess({ told }) {
        if (told.length > 0) toast.success(toldInWords(told));
        void queryClient.invalidateQueries(trpc.shelves.pathFilter());
        void queryClient.invalidateQueries(trpc.meetings.pathFilter());
        onDone();
      },
      onError: (error) => showRefusal(error),
    }),
  );
  const answer = (tell: boolean) => mutate({ paperId, tell, remember });
  return (
    <section aria-label="Tell your groups" className="grid gap-3 rounded-lg bg-sunken p-4">
      <p>
        <bdi>{listInWords(groups)}</bdi> {groups.length === 1 ? "reads" : "read"} this paper. Do you
        want the members to know that you have read it?
      </p>
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={remember}
          onChange={(event) => setRemember(event.target.checked)}
          className="size-4 accent-[var(--accent)]"
        />
        Remember my answer. You can change it on your shelves.
      </label>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="primary" pending={isPending} onClick={() => answer(true)}>
          Tell {groups.length === 1 ? "the group" : "the groups"}
        </Button>
        <Button size="small" pending={isPending} onClick={() => answer(false)}>
          Do not tell
        </Button>
      </div>
    </section>
  );
}
