"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { LastWish } from "@/components/papers/last-wish";
import { sentenceOf } from "@/components/shell/errors";
import { type RouterOutputs, useTRPC } from "@/trpc/client";

export type MyVote = RouterOutputs["ballots"]["page"]["myVote"];

/** Where the vote on the screen stands: as it was found, on its way, kept, or not kept. */
export type Saving =
  | { state: "still" }
  | { state: "saving" }
  | { state: "saved" }
  | { state: "failed"; why: string };

/** Answers after which the page is not what it was: closed, no longer a member, gone. */
const OVER = new Set(["PRECONDITION_FAILED", "FORBIDDEN", "NOT_FOUND"]);

/**
 * The viewer's vote as she wants it. Each change is sent at once, one after the other, so that the last
 * wish is the one that stays.
 */
export function useVote(group: string, ballotId: string, kept: MyVote) {
  const trpc = useTRPC();
  const router = useRouter();
  const [wish, setWish] = useState<string[]>(approvalsOf(kept));
  const [earlier, setEarlier] = useState<string[][]>([]);
  const [saving, setSaving] = useState<Saving>({ state: "still" });
  const { mutateAsync: cast } = useMutation(trpc.ballots.vote.mutationOptions());

  // A vote that was changed elsewhere, and is newer than what this page knows, is taken over.
  const [known, setKnown] = useState(kept?.changedAt ?? null);
  const settled = saving.state === "still" || saving.state === "saved";
  if (kept && settled && (!known || kept.changedAt > known)) {
    setKnown(kept.changedAt);
    setWish(approvalsOf(kept));
    setEarlier([]);
    setSaving({ state: "still" });
  }

  const wishes = useRef<LastWish<string[], { changedAt: Date }>>(null);
  wishes.current ??= new LastWish((approvals) => cast({ group, ballotId, answer: { approvals } }), {
    done({ changedAt }) {
      setKnown(changedAt);
      setSaving({ state: "saved" });
      // How many have voted, and what the browser keeps of this page for the way back.
      router.refresh();
    },
    failed(error) {
      setSaving({ state: "failed", why: sentenceOf(error) });
      if (!(error instanceof TRPCClientError) || !OVER.has(error.data?.code)) return;
      toast.error(sentenceOf(error));
      router.refresh();
    },
  });

  function send(approvals: string[]): void {
    setSaving({ state: "saving" });
    wishes.current?.want(approvals);
  }

  function change(next: string[]): void {
    setEarlier([...earlier, wish]);
    setWish(next);
    send(next);
  }

  useEffect(() => {
    if (settled) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [settled]);

  return {
    wish,
    saving,
    mayUndo: earlier.length > 0,
    toggle(candidate: string, on: boolean) {
      const others = wish.filter((id) => id !== candidate);
      change(on ? [...others, candidate] : others);
    },
    clear: () => change([]),
    undo() {
      const last = earlier.at(-1);
      if (!last) return;
      setEarlier(earlier.slice(0, -1));
      setWish(last);
      send(last);
    },
    again: () => send(wish),
  };
}

function approvalsOf(kept: MyVote): string[] {
  return kept && "approvals" in kept.answer ? kept.answer.approvals : [];
}
