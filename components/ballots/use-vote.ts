"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
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
  const [wish, setWish] = useState<string[]>(kept?.approvals ?? []);
  const [earlier, setEarlier] = useState<string[][]>([]);
  const [saving, setSaving] = useState<Saving>({ state: "still" });
  const line = useRef<{ busy: boolean; next: string[] | null }>({ busy: false, next: null });
  const { mutateAsync: cast } = useMutation(trpc.ballots.vote.mutationOptions());

  // A vote that was changed elsewhere, and is newer than what this page knows, is taken over.
  const [known, setKnown] = useState(kept?.changedAt ?? null);
  const settled = saving.state === "still" || saving.state === "saved";
  if (kept && settled && (!known || kept.changedAt > known)) {
    setKnown(kept.changedAt);
    setWish(kept.approvals);
    setEarlier([]);
    setSaving({ state: "still" });
  }

  async function send(approvals: string[]): Promise<void> {
    line.current.next = approvals;
    if (line.current.busy) return;
    line.current.busy = true;
    setSaving({ state: "saving" });
    try {
      while (line.current.next) {
        const { next } = line.current;
        line.current.next = null;
        const { changedAt } = await cast({ group, ballotId, approvals: next });
        setKnown(changedAt);
      }
      setSaving({ state: "saved" });
      // How many have voted, and what the browser keeps of this page for the way back.
      router.refresh();
    } catch (error) {
      line.current.next = null;
      setSaving({ state: "failed", why: sentenceOf(error) });
      if (error instanceof TRPCClientError && OVER.has(error.data?.code)) {
        toast.error(sentenceOf(error));
        router.refresh();
      }
    } finally {
      line.current.busy = false;
    }
  }

  function change(next: string[]): void {
    setEarlier([...earlier, wish]);
    setWish(next);
    void send(next);
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
      void send(last);
    },
    again: () => void send(wish),
  };
}
