"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "@/components/shell/errors";
import { LatestWins } from "@/components/shell/latest-wins";
import { useRefresh } from "@/components/shell/use-refresh";
import type { Answer } from "@/server/ballots/schema";
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
 * @param blank an answer of the ballot's kind that says nothing
 */
export function useVote<Kind extends Answer>(
  group: string,
  ballotId: string,
  kept: MyVote,
  blank: Kind,
) {
  const trpc = useTRPC();
  const { refresh } = useRefresh();
  const [wish, setWish] = useState<Kind>(answerOf(kept, blank));
  const [earlier, setEarlier] = useState<Kind[]>([]);
  const [saving, setSaving] = useState<Saving>({ state: "still" });
  const { mutateAsync: cast } = useMutation(trpc.ballots.vote.mutationOptions());

  // A vote that was changed elsewhere, and is newer than what this page knows, is taken over.
  const [known, setKnown] = useState(kept?.changedAt ?? null);
  const settled = saving.state === "still" || saving.state === "saved";
  if (kept && settled && (!known || kept.changedAt > known)) {
    setKnown(kept.changedAt);
    setWish(answerOf(kept, blank));
    setEarlier([]);
    setSaving({ state: "still" });
  }

  const wishes = useRef<LatestWins<Kind, { changedAt: Date }>>(null);
  wishes.current ??= new LatestWins((answer) => cast({ group, ballotId, answer }), {
    done({ changedAt }) {
      setKnown(changedAt);
      setSaving({ state: "saved" });
      // How many have voted, and what the browser keeps of this page for the way back.
      refresh();
    },
    failed(error) {
      setSaving({ state: "failed", why: sentenceOf(error) });
      if (!(error instanceof TRPCClientError) || !OVER.has(error.data?.code)) return;
      toast.error(sentenceOf(error));
      refresh();
    },
  });

  function send(answer: Kind): void {
    setSaving({ state: "saving" });
    wishes.current?.want(answer);
  }

  function change(next: Kind): void {
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
    change,
    clear: () => change(blank),
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

/** What was kept, where it is of the kind that the ballot takes. */
function answerOf<Kind extends Answer>(kept: MyVote, blank: Kind): Kind {
  const [kind] = Object.keys(blank);
  return kept && kind && kind in kept.answer ? (kept.answer as Kind) : blank;
}
