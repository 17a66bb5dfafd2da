"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "sonner";
import { showRefusal } from "@/components/shell/form";
import { useTRPC } from "@/trpc/client";

/**
 * Puts a paper forward, and shows everywhere on the page that it is.
 * @param nameOf the name of a group by its address, for saying so
 */
export function useNominate(
  form: Parameters<typeof showRefusal>[1],
  nameOf: (group: string) => string,
  onDone: () => void,
) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const nominate = useMutation(
    trpc.nominations.nominate.mutationOptions({
      onSuccess(_, { group }) {
        toast.success(`Nominated in ${nameOf(group)}.`);
        void queryClient.invalidateQueries(trpc.nominations.pathFilter());
        start(() => router.refresh());
        onDone();
      },
      onError: (error) => showRefusal(error, form),
    }),
  );
  return { nominate: nominate.mutate, pending: nominate.isPending || refreshing };
}
