"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useTRPC } from "@/trpc/client";

/** What follows an act: it is said, and what shows its result is asked again. */
export function useRefresh(): (said: string) => void {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return (said) => {
    toast.success(said);
    void queryClient.invalidateQueries(trpc.threads.pathFilter());
    void queryClient.invalidateQueries(trpc.search.pathFilter());
    router.refresh();
  };
}
