"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useAnswer } from "@/components/shell/form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useTRPC } from "@/trpc/client";

interface Props {
  id: string;
  reason: string;
  /** Its differences from the paper. */
  children: ReactNode;
}

/** The viewer's own suggestion while it waits for an answer. */
export function OwnSuggestion({ id, reason, children }: Props) {
  const trpc = useTRPC();
  const takeBack = useMutation(
    trpc.papers.takeSuggestionBack.mutationOptions(
      useAnswer("You have taken your suggestion back."),
    ),
  );
  return (
    <Card>
      <p className="mb-3">Your suggestion waits for an answer. Take it back to make another one.</p>
      {children}
      <p dir="auto" className="mt-3 whitespace-pre-line text-muted">
        {reason}
      </p>
      <div className="mt-4">
        <Button pending={takeBack.isPending} onClick={() => takeBack.mutate({ suggestionId: id })}>
          Take it back
        </Button>
      </div>
    </Card>
  );
}
