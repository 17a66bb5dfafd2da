"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { fieldOf, showRefusal } from "@/components/shell/errors";
import { useRefresh } from "@/components/shell/use-refresh";
import { toast } from "@/components/ui/toast";
import { countInWords } from "@/server/platform/text/words";
import { type RouterInputs, useTRPC } from "@/trpc/client";

type Input = RouterInputs["nominations"]["nominate"];

interface Choices {
  /** Shows a refusal; without it refusals are toasts. */
  form?: Parameters<typeof showRefusal>[1];
  /** The name of a group by its slug, for the message; without it, the caller says what became of the paper. */
  nameOf?(group: string): string;
  /** @param id the nomination's */
  onDone(id: string): void;
}

/** Nominates a paper, and refreshes all of the page that shows it. */
export function useNominate({ form, nameOf, onDone }: Choices) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { refresh, refreshing } = useRefresh();
  /** The request for a paper that the group has read, until the viewer confirms it. */
  const [again, setAgain] = useState<Input | null>(null);
  const nominate = useMutation(
    trpc.nominations.nominate.mutationOptions({
      onSuccess({ id }, { group }) {
        if (nameOf) toast.success(`Nominated in ${nameOf(group)}.`);
        void queryClient.invalidateQueries(trpc.nominations.pathFilter());
        refresh();
        onDone(id);
      },
      onError(error, input) {
        if (fieldOf(error) === "again") setAgain(input);
        else showRefusal(error, form);
      },
    }),
  );
  return {
    nominate: nominate.mutate,
    pending: nominate.isPending || refreshing,
    readBefore: {
      asking: again !== null,
      dismiss: () => setAgain(null),
      confirm() {
        if (again) nominate.mutate({ ...again, again: true });
      },
    },
  };
}

/** Nominates several papers without pitches, and says how many it were. */
export function useNominateAll({ group, onDone }: { group: string; onDone(): void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { refresh } = useRefresh();
  const nominate = useMutation(trpc.nominations.nominate.mutationOptions());
  return async (papers: readonly { id: string }[]) => {
    const done = await Promise.allSettled(
      // A paper that is here was chosen by somebody who saw whether the group has read it before.
      papers.map(({ id }) => nominate.mutateAsync({ group, paperId: id, again: true })),
    );
    const failed = done.find((one) => one.status === "rejected");
    const count = done.filter(({ status }) => status === "fulfilled").length;
    if (count > 0) toast.success(`${countInWords(count, "paper")} nominated.`);
    if (failed) showRefusal(failed.reason);
    void queryClient.invalidateQueries(trpc.nominations.pathFilter());
    refresh();
    onDone();
  };
}
