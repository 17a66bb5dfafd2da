"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { showRefusal } from "@/components/shell/errors";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";

/** The button that says that two papers are different. */
export function TellApart(papers: { paperId: string; otherId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { mutate, isPending } = useMutation(
    trpc.papers.tellApart.mutationOptions({
      onSuccess: () => void toast.success("Nobody will be asked about these two again."),
      onError: (error) => showRefusal(error),
      // Refused or not: somebody else may have decided.
      onSettled: () => router.refresh(),
    }),
  );
  return (
    <Button size="small" pending={isPending} onClick={() => mutate(papers)}>
      They are different
    </Button>
  );
}
