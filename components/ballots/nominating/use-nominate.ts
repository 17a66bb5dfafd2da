"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { fieldOf } from "@/components/shell/errors";
import { showRefusal } from "@/components/shell/form";
import { useRefresh } from "@/components/shell/use-refresh";
import { type RouterInputs, useTRPC } from "@/trpc/client";

type Input = RouterInputs["nominations"]["nominate"];

interface Choices {
  /** Where refusals are shown; without one as a toast. */
  form?: Parameters<typeof showRefusal>[1];
  /** The name of a group by its address, for saying so. */
  nameOf(group: string): string;
  /** @param id the nomination's */
  onDone(id: string): void;
}

/** Puts a paper forward, and shows everywhere on the page that it is. */
export function useNominate({ form, nameOf, onDone }: Choices) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { refresh, refreshing } = useRefresh();
  /** What was asked for, of a paper that the group has read: to be meant once more. */
  const [again, setAgain] = useState<Input | null>(null);
  const nominate = useMutation(
    trpc.nominations.nominate.mutationOptions({
      onSuccess({ id }, { group }) {
        toast.success(`Nominated in ${nameOf(group)}.`);
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
