"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { showRefusal } from "@/components/shell/errors";
import { toast } from "@/components/ui/toast";
import type { Shelf } from "@/server/shelves/rules";
import { useTRPC } from "@/trpc/client";
import { keptInWords, toldInWords } from "../words";

/** Groups that do not know yet that the viewer has read a paper. */
export interface Asked {
  paperId: string;
  groups: string[];
}

/**
 * Puts papers on the viewer's shelves, each time with a way back.
 * @param onChanged what shows the shelves reads them again
 * @returns the groups to ask about, until the question is answered
 */
export function useKeep(onChanged: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { mutate, isPending } = useMutation(
    trpc.shelves.keep.mutationOptions({
      onSuccess({ was, back, told, ask }, { paperId, shelf }) {
        const said = told.length > 0 ? ` ${toldInWords(told)}` : "";
        const undo = { label: "Undo", onClick: () => mutate({ paperId, shelf: was, back }) };
        if (was !== shelf) toast.success(keptInWords(shelf) + said, { action: undo });
        setAsked(ask.length > 0 ? { paperId, groups: ask } : null);
      },
      onError: (error) => showRefusal(error),
      onSettled(_data, _error, { paperId }) {
        void queryClient.invalidateQueries(trpc.shelves.pathFilter());
        void queryClient.invalidateQueries(trpc.papers.forViewer.queryFilter({ paperId }));
        onChanged();
      },
    }),
  );
  const keep = (paperId: string, shelf: Shelf | null) => mutate({ paperId, shelf });
  return { keep, isPending, asked, answered: () => setAsked(null) };
}
